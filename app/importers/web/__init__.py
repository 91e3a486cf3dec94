"""Importers of captured web pages."""
