"""Redacted text in, proved PDF out; this room has no door to any source text."""
