"""Where Django looks for the administration's pages."""

from sarkhat.ops import site_admin, template_admin

__all__ = ["site_admin", "template_admin"]
