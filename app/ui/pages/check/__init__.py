"""Check: what stands in the way of the packet, and who stands for it."""
