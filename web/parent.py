"""The parent of several server processes: starts them, starts them anew, and holds little itself.

A parent that has imported the application keeps all of it for nothing. So once all is made ready
`serve` becomes this module, which knows uvicorn alone; the options come as JSON.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import uvicorn

APPLICATION = "web.app:from_environment"


def become_parent(options: Mapping[str, Any], workers: int) -> NoReturn:
    """Put this module in the place of the present process, under the same process id."""
    given = json.dumps({**options, "workers": workers})
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", __name__, given])  # noqa: S606 - our own


if __name__ == "__main__":
    uvicorn.run(APPLICATION, factory=True, **json.loads(sys.argv[1]))
