"""One peer of `bench/text_repair.py`, run in the peer's own environment: JSON lines in, repaired lines out.

python bench/text_peer.py hazm|rishe|shekar|parsivar < LINES.json
"""

import json
import sys
import time
from collections.abc import Callable


def normaliser(name: str) -> Callable[[str], str]:
    """What the peer offers for spacing, with its defaults (the tokens' spacing where it is a separate step)."""
    if name == "hazm":
        from hazm import Normalizer

        return Normalizer().normalize
    if name == "rishe":
        from rishe import Normalizer

        return Normalizer().normalize
    if name == "shekar":
        from shekar import Normalizer

        return Normalizer().normalize
    from parsivar import Normalizer

    return Normalizer(statistical_space_correction=True).normalize


def main() -> None:
    """Repair the lines of standard input."""
    lines = json.load(sys.stdin)
    mend = normaliser(sys.argv[1])
    mend("می روم")
    start = time.process_time()
    mended = [mend(line) for line in lines]
    seconds = time.process_time() - start
    print(json.dumps({"lines": mended, "seconds": seconds}))


if __name__ == "__main__":
    main()
