"""Review: each record in its conversation, one decision after another."""
