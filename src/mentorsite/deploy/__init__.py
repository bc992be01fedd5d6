"""Publishing: git, GitHub Pages, and the branch that holds the site."""
