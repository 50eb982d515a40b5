"""What programs read: JSON at /api/v1/, feeds at /feeds/, sitemaps. Read-only, no key, nothing kept of the reader."""
