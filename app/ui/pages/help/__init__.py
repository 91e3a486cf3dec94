"""The help: topics beside their text, found in plain words."""
