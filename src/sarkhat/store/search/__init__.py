"""Full-text search on tantivy: `index` says what is kept where, docs/search.md what a reader can ask."""

from sarkhat.store.search.index import Busy, Index, opened
from sarkhat.store.search.records import Damaged, Document, Hit, Hits, Order

__all__ = ["Busy", "Damaged", "Document", "Hit", "Hits", "Index", "Order", "opened"]
