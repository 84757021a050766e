"""A module for each kind of record that has pages, with all that the site makes of its records."""
