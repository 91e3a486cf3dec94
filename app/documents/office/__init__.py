"""Documents made of words, read as text with its structure; knows nothing of records or PDF."""
