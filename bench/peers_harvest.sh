#!/bin/sh
# The Python peers of bench/harvest.py, in one environment under FOLDER. newsboat is the system's own package.
#   sh bench/peers_harvest.sh FOLDER
set -u
folder=$1
python=${PYTHON:-python3}
test -e "$folder/installed" && exit 0
"$python" -m venv "$folder" && "$folder/bin/python" -m pip install --quiet --disable-pip-version-check reader sgmllib3k feedparser fastfeedparser \
    && touch "$folder/installed" || { echo "the peers cannot be installed here" >&2; rm -rf "${folder:?}"; }
