"""Attachments made into text and clean pictures; knows nothing of records or of the vault."""
