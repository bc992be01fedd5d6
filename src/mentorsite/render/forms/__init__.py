"""Form → the one sheet that every writer reads, and its writers: page, Markdown, PDF and Word."""
