"""Importers of files that are records themselves: papers, pictures, sound, film."""
