"""What someone has, in another form, becomes the files of a handbook and a list of what was lost on the way."""
