"""Search: words typed, records found, records added to the request."""
