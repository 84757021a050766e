"""What a change does: two built sites and their records, compared as a reader gets them.

`compare` finds what differs, `words` says it, `page` writes it down for a browser and for GitHub.
"""
