"""The clerk's verbs from a terminal; prints answers, never imports PySide6."""
