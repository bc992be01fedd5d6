"""How a site looks and speaks: layers of themes, tokens, colours, and how a language says days."""
