"""What Windows is told and asked by ctypes; knows no window toolkit, and is idle elsewhere."""
