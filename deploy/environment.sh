#!/usr/bin/env bash
# Make .venv exactly what requirements.lock says: nothing more, nothing less, every hash checked.
set -euo pipefail
cd "$(dirname "$0")/.."

uv="$(deploy/uv.sh)"
[ -x .venv/bin/python ] || "$uv" venv --quiet --python '>=3.11' .venv
exec "$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
