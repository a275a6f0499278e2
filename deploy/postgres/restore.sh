#!/usr/bin/env bash
# A new data folder out of a base backup: restore.sh BASE WAL_FOLDER DATA_FOLDER [INSTANT]
# Run as the server's user, who holds the private key now; then start the server on DATA_FOLDER. It
# reads the archived segments up to INSTANT ('2020-04-07 12:00:00+08'), or to the last one.
set -euo pipefail
umask 077
here="$(cd "$(dirname "$0")" && pwd)"
base="$1" wal="$2" data="$3" instant="${4:-}"

if [ -e "$data" ] && [ -n "$(ls -A "$data")" ]; then
  echo "$data is not empty" >&2
  exit 1
fi
mkdir -p "$data"
# The folder is nothing until all of the backup proved sound.
trap 'rm -rf "$data"' EXIT
gpg --batch --quiet --decrypt "$base" | tar --extract --gzip --directory "$data"
pg_verifybackup --quiet "$data"

{
  echo "restore_command = '\"$here/fetch.sh\" %f %p \"$wal\"'"
  echo "recovery_target_action = 'promote'"
  [ -z "$instant" ] || echo "recovery_target_time = '$instant'"
} >>"$data/postgresql.auto.conf"
touch "$data/recovery.signal"
trap - EXIT
