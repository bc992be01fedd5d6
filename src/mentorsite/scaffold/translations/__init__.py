"""Translations on disk: files to write into, the memory of what they were made from, and catalogues for translators."""
