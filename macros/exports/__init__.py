"""Files for re-use, made from the corpus beside the pages."""
