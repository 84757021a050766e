"""From the corpus to pages: pure functions that know no MkDocs.

`site` lists all pages; each kind of page has a module that gathers what its template shows; `calls` are the macros
that pages, also hand-written ones, are made with; `links` makes addresses, `text` makes HTML from data, `render`
fills templates.
"""
