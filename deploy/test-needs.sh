#!/usr/bin/env bash
# What the tests need beyond Python: Debian's chromium, the Chinese fonts, PostgreSQL, PgBouncer, GnuPG.
set -euo pipefail

packages=()
[ -x /usr/bin/chromium ] || packages+=(chromium)
fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || packages+=(fontconfig fonts-noto-cjk)
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
