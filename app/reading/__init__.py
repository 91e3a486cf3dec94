"""Bytes of others made into plain text: pure functions for importers and documents alike."""
