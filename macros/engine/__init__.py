"""MkDocs, with its theme and its macros: everything that would change with another generator."""
