"""Spans of a text that might have to be withheld, as suggestions; decides and applies nothing."""
