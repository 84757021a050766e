"""The edition as a book: one PDF and one EPUB, made of the same views and pieces of template as the pages.

`contents` says what stands in it; `binding` turns the pieces into one text whose links lead within the book; `paged`
and `pdf` make the PDF, `epub` the EPUB. Above the pages, because it is made of what they show; MkDocs is not known.
"""
