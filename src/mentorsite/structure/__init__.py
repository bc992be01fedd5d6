"""What follows from a site: where links lead, what variables say, days, navigation, and the files to make."""
