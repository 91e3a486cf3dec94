"""Writes a delivery's formats: indexes, logs, load files, archives, from released things only."""
