"""Front pages: what an outlet leads with now."""
