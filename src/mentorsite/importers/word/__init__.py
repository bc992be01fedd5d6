"""A Word document → pages and drafts of agreements."""
