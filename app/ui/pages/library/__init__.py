"""The laws' exemptions, looked up in plain words."""
