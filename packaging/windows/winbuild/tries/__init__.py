"""Tries what was built as an office would, on a computer that sees nothing of the builder."""
