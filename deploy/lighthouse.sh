#!/usr/bin/env bash
# Lighthouse for make prove, and the node that it needs, each package held to its hash by the lock file.
set -euo pipefail
cd "$(dirname "$0")/.."

from=tests/browser/lighthouse
to=.lighthouse
if [ -e $to/.ready ] && cmp -s $from/package-lock.json $to/package-lock.json; then
  exit 0
fi
if ! command -v npm >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Lighthouse comes through npm: as root 'apt-get install npm'." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm
fi
rm -rf $to
mkdir $to
cp $from/package.json $from/package-lock.json $to/
# No package's own script is run; the machine's node may be older than what Lighthouse asks for.
npm ci --prefix $to --ignore-scripts --no-audit --no-fund --loglevel error
touch $to/.ready
