"""Builds and tries the program for Windows on Debian; standard library only, nothing of ``app``."""
