"""The exports in the vault, and adding to them."""
