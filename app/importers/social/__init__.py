"""What people wrote on platforms: Facebook, X and YouTube, as their owners download it."""
