"""Home: every request and when it is due."""
