"""A desk in the browser at which definitions are edited."""
