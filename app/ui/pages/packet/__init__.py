"""Packet: what goes in, how it looks, built and verified, saved or printed."""
