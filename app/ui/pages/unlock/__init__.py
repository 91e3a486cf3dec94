"""Opens a vault, makes one, or gets back into one."""
