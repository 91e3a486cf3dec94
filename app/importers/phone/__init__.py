"""Exports of telephones; knows nothing of where records are kept."""
