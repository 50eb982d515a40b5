#!/bin/sh
# Makes Chromium present for the browser tests where that is allowed (root on a Debian-like system);
# elsewhere those tests skip and say how to get it.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "Setting up: Chromium for the browser tests …"
	{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0
fi
echo "No Chromium: the browser tests will skip. To have them, install it (Debian: apt install chromium)."
exit 0
