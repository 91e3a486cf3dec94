"""How a vault's tables came to be, step by step; each step knows only itself."""
