#!/usr/bin/env bash
# Print a working uv: the machine's own, or one fetched into .uv/ with Python's own means.
set -euo pipefail
cd "$(dirname "$0")/.."

if uv --version >/dev/null 2>&1; then
  command -v uv
  exit 0
fi
if ! [ -x .uv/bin/uv ]; then
  if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed: install python3 first." >&2
    exit 1
  fi
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq >&2
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >&2
    else
      echo "Python's venv module is missing: run 'apt-get install python3-venv' as root." >&2
      exit 1
    fi
  fi
  python3 -m venv .uv >&2
  .uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' >&2
fi
echo .uv/bin/uv
