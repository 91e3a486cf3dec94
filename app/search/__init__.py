"""What the clerk typed becomes a query, and where it matched is found again; no database."""
