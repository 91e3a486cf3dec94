"""What the clerk chooses once."""
