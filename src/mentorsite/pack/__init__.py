"""A whole cohort, ready to send: the forms, calendars and messages of each pair, filled in on this machine alone."""
