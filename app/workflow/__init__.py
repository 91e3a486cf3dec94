"""What a clerk does: one verb a file; joins the rooms below and knows no window."""
