#!/usr/bin/env bash
# What the tests need beyond Python: Debian's chromium, fonts for people's names, PostgreSQL, PgBouncer, GnuPG.
set -euo pipefail

packages=()
[ -x /usr/bin/chromium ] || packages+=(chromium)
command -v fc-list >/dev/null || packages+=(fontconfig)
[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc ] || packages+=(fonts-noto-cjk)
[ -e /usr/share/fonts/truetype/noto/NotoSansLao-Regular.ttf ] || packages+=(fonts-noto-core)
[ -e /usr/share/fonts/truetype/hanazono/HanaMinB.ttf ] || packages+=(fonts-hanazono)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
[ -x /usr/sbin/pgbouncer ] || packages+=(pgbouncer)
command -v gpg >/dev/null || packages+=(gnupg)
[ "${#packages[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need ${packages[*]}: as root 'apt-get install ${packages[*]}'." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
if [[ " ${packages[*]} " == *" postgresql "* ]]; then
  # The tests start clusters of their own; Debian need not make and start one.
  apt-get install -y -qq --no-install-recommends postgresql-common
  sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
fi
apt-get install -y -qq --no-install-recommends "${packages[@]}"
