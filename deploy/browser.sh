#!/usr/bin/env bash
# What the browser tests need beyond Python: Debian's chromium and the Chinese fonts.
set -euo pipefail

if [ -x /usr/bin/chromium ] && fc-list 2>/dev/null | grep -q 'Noto Sans CJK'; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fontconfig fonts-noto-cjk
else
  echo "The browser tests need chromium and fonts: as root 'apt-get install chromium fontconfig fonts-noto-cjk'." >&2
  exit 1
fi
