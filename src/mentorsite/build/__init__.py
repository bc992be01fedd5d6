"""Builds: from a project's folder to the published site, and what is kept from one build to the next."""
