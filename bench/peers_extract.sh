#!/bin/sh
# The peers of bench/extract.py beside trafilatura (which Sarkhat has itself), in one environment under FOLDER. One that
# cannot be installed is said so and left out.
#   sh bench/peers_extract.sh FOLDER
set -u
folder=$1
python=${PYTHON:-python3}
test -x "$folder/bin/python" || "$python" -m venv "$folder" || exit 1
test -e "$folder/pip-renewed" || { "$folder/bin/python" -m pip install --quiet --upgrade pip && touch "$folder/pip-renewed"; }
for package in trafilatura==2.3.1 resiliparse readability-lxml "newspaper4k[all]"; do
    name=${package%%[=[]*}
    test -e "$folder/$name-installed" && continue
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$package" \
        && touch "$folder/$name-installed" || echo "$package: cannot be installed here" >&2
done
