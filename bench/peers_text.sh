#!/bin/sh
# The peers of bench/text_repair.py, each in an environment of its own under FOLDER. One that cannot be installed
# is said so and left out. hazm from 0.12 on needs Python 3.12.
#   sh bench/peers_text.sh FOLDER
set -u
folder=$1
python=${PYTHON:-python3}
for package in "hazm<0.11" rishe shekar "parsivar setuptools<80"; do
    name=${package%%[< ]*}
    test -e "$folder/$name/installed" && continue
    # shellcheck disable=SC2086
    "$python" -m venv "$folder/$name" && "$folder/$name/bin/python" -m pip install --quiet --disable-pip-version-check $package \
        && touch "$folder/$name/installed" || { echo "$name: cannot be installed here" >&2; rm -rf "${folder:?}/$name"; }
done
