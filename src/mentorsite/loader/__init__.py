"""Text → values: a tree of bytes becomes a `Site` and the problems met on the way."""
