"""Every measurement, one after another: ``uv run tests/bench/run.py [--full]``.

Absolute times depend on the machine; compare ratios that one run prints.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Run each bench in a process of its own; ``--full`` packs 100,000 records, which takes long.

    Other arguments go to the bench of importers.
    """
    full = [one for one in arguments if one == "--full"]
    rest = [one for one in arguments if one != "--full"]
    failed = 0
    for bench in sorted(HERE.glob("bench_*.py")):
        print(f"== {bench.stem}", flush=True)
        more = {"bench_formats": rest, "bench_parts": full}.get(bench.stem, [])
        failed += subprocess.run([sys.executable, str(bench), *more], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
