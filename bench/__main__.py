"""`python -m bench AREA`: measure one area."""

import sys

from bench import core

AREAS = {"core": core.main}

if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted not in AREAS:
        sys.exit(f"AREA is one of: {', '.join(AREAS)}")
    AREAS[wanted]()
