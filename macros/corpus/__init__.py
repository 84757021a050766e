"""The data: from YAML files to one immutable, cross-linked `Corpus`. Knows neither MkDocs nor Jinja.

The steps, in order: `source` reads YAML text into plain values with their places, `load` turns those into the
frozen `records`, `rules` checks the promises between records, `graph` sorts, indexes and links them.
"""
