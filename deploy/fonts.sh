#!/usr/bin/env bash
# The faces that printed cards embed. Without them everything works but printing, which says so.
set -euo pipefail

folder=/usr/share/fonts
packages=()
[ -e $folder/opentype/noto/NotoSansCJK-Regular.ttc ] || packages+=(fonts-noto-cjk)
[ -e $folder/truetype/noto/NotoSansLao-Regular.ttf ] || packages+=(fonts-noto-core)
[ -e $folder/truetype/hanazono/HanaMinA.ttf ] || packages+=(fonts-hanazono)
[ "${#packages[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
else
  echo "To print cards, install as root: apt-get install ${packages[*]}" >&2
fi
