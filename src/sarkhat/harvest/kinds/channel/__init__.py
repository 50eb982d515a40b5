"""Telegram channels by their public preview page."""
