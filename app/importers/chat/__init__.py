"""Exports of team chats: who wrote what to whom in which channel; knows no vault and no window."""
