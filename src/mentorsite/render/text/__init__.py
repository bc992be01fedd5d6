"""A text as blocks and words, for every writer but the page's, which joins HTML."""
