"""New handbooks on disk: from a starter or an import, with what editors need."""
