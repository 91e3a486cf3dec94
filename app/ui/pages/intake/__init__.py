"""A request as it came in: entered and changed here."""
