"""News sitemaps, and indexes of sitemaps."""
