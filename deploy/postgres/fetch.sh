#!/usr/bin/env bash
# PostgreSQL's restore_command: fetch.sh %f %p FOLDER
# A segment that is not there ends the recovery (status 1); one that does not open stops it (126+).
set -euo pipefail
file="$3/$1.gpg"

[ -e "$file" ] || exit 1
gpg --batch --quiet --yes --output "$2" --decrypt "$file" || exit 126
