"""`python benchmarks/run.py`: measures mentorsite beside other generators; `--help` tells what can be chosen."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])  # so that `benchmarks` is found, from wherever it is run
    from benchmarks.suite import main

    sys.exit(main())
