"""A drawing → the same drawing, written anew without what acts or asks elsewhere."""
