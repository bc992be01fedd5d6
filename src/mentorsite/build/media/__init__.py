"""Pictures and films: how large they are, and copies that tell nothing besides."""
