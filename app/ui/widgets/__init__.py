"""Widgets that several pages use; they know no room but the window's."""
