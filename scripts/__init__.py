"""Tasks that run beside MkDocs. `dev.py` is the door; each other module does one of them."""
