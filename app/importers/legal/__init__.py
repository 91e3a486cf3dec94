"""Exports of archives, vendors and electronic discovery."""
