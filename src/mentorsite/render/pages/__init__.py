"""Output → the HTML of a page, what surrounds it, and the files made of the whole site."""
