"""Importers: a source in another format becomes the files of a handbook and a list of what was lost."""
