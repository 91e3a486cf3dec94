"""Start Sunshine Desk: without arguments the window, with a command the terminal."""

from __future__ import annotations

import sys

from app.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
