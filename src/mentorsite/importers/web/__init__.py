"""A web page that was saved → a handbook of one page."""
