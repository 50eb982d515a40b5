#!/bin/sh
# The peer of bench/feeds.py beside feedparser, in an environment of its own at FOLDER.
#   sh bench/peers_feeds.sh FOLDER
set -u
folder=$1
test -e "$folder/installed" && exit 0
"${PYTHON:-python3}" -m venv "$folder" && "$folder/bin/python" -m pip install --quiet --disable-pip-version-check fastfeedparser \
    && touch "$folder/installed" || { echo "fastfeedparser: cannot be installed here" >&2; rm -rf "${folder:?}"; }
