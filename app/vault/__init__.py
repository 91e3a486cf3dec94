"""Records and decisions, kept, encrypted; hands out domain values and never rows."""
