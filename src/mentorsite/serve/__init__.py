"""`mentorsite serve`: the handbook in a browser on this machine, which follows every change of its files."""
