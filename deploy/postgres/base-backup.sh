#!/usr/bin/env bash
# A base backup of a running PostgreSQL, encrypted before it is written: base-backup.sh FOLDER RECIPIENT
# Run as a role with REPLICATION (libpq's PGHOST, PGPORT, PGUSER say where); prints the file's name.
set -euo pipefail
umask 077
folder="$1" recipient="$2"
file="$folder/base-$(date -u +%Y%m%dT%H%M%SZ).tar.gz.gpg"
trap 'rm -f "$file.part"' EXIT

pg_basebackup --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast --gzip |
  gpg --batch --quiet --trust-model always --compress-algo none \
    --recipient "$recipient" --output "$file.part" --encrypt
sync "$file.part"
mv "$file.part" "$file"
sync "$folder"
echo "$file"
