"""Any PDF, checked for redactions that do not hold."""
