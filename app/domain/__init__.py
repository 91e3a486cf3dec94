"""What things are: frozen values of the standard library only; no I/O, no clock."""
