"""Boosted trees, ready-made: the sum of what each tree's leaf says (Friedman 2001, "Greedy function approximation").

Learned elsewhere (`scripts/train_stories.py`), kept as an array of nodes: the feature that a node asks, the value up to
which one goes left, where left and right lead, and what a leaf says. A leaf leads to itself, so that all rows walk all
trees side by side, as many steps as the deepest tree has.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]
COLUMNS: Final = 5  # feature, threshold, left, right, value


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees that give a number for each row of features."""

    feature: npt.NDArray[np.intp]
    threshold: Rows
    next: npt.NDArray[np.intp]  # where left and right lead, of one node after the other
    value: Rows
    roots: npt.NDArray[np.intp]
    steps: int

    def predict(self, rows: Rows) -> Rows:
        """The sums of the leaves, (n,), for rows of features, (n, features)."""
        values = rows.ravel()
        begins = np.arange(0, rows.size, rows.shape[1])[:, None]
        places = np.repeat(self.roots[None], len(rows), 0)
        for _ in range(self.steps):
            goes_right = values.take(begins + self.feature.take(places)) > self.threshold.take(places)
            places = self.next.take(2 * places + goes_right)
        found: Rows = self.value.take(places).sum(1)
        return found


def unpacked(nodes: npt.NDArray[Any]) -> Trees:
    """The trees of an array (nodes, `COLUMNS`) in which every node's parent stands before it, roots without one."""
    feature, threshold, left, right, value = nodes.T
    left, right = left.astype(np.intp), right.astype(np.intp)
    own = np.arange(len(nodes))
    inner = left != own
    has_parent = np.zeros(len(nodes), bool)
    depth = np.zeros(len(nodes), np.intp)
    for node in np.flatnonzero(inner):
        for child in (left[node], right[node]):
            has_parent[child] = True
            depth[child] = depth[node] + 1
    return Trees(
        feature.astype(np.intp), threshold.astype(np.float32), np.stack([left, right], 1).ravel(),
        value.astype(np.float32),
        np.flatnonzero(~has_parent), int(depth.max(initial=0)),
    )  # fmt: skip
