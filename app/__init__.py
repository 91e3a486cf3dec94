"""Sunshine Desk: answers public-records requests from exports, offline."""

__version__ = "0.1.0"
