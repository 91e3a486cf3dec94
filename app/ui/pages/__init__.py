"""The pages, a folder each: view, presenter, page."""
