"""Export to records: generators; no database, no progress, no Qt."""
