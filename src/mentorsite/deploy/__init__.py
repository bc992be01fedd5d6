"""The way onto the web: git, GitHub Pages, and the branch that is published."""
