"""Bytes of pictures and films → the same without what they say besides."""
