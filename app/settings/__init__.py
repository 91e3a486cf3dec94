"""What the clerk chose once: kept in one TOML file, passed in, never asked for by the rooms."""
