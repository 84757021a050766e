"""Tasks that run beside MkDocs. `dev.py` is the door; each other module does one of them, or helps the door."""

OLDEST = (3, 11)
"""The oldest Python that the project runs on."""
