#!/usr/bin/env bash
# PostgreSQL's archive_command: archive.sh %p %f FOLDER RECIPIENT
# A segment is there whole and on the disk, or the server keeps it and asks again.
set -euo pipefail
umask 077
path="$1" folder="$3" recipient="$4"
file="$folder/$2.gpg"
trap 'rm -f "$file.part"' EXIT

# A segment archived just before a crash is asked for once more. Another one of the same name is of
# another server: it is refused, for nothing is ever overwritten.
sum="$(sha256sum <"$path")"
if [ -e "$file" ]; then
  [ "$sum" = "$(cat "$folder/$2.sha256")" ] && exit 0
  echo "$file holds another server's segment" >&2
  exit 1
fi
echo "$sum" >"$folder/$2.sha256"
gpg --batch --quiet --yes --trust-model always --recipient "$recipient" \
  --output "$file.part" --encrypt "$path"
sync "$file.part"
mv "$file.part" "$file"
sync "$folder"
