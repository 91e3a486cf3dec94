"""What is held for a request by custodian, channel and week; the register behind it."""
