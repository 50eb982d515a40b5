"""Where Django looks for the administration's pages."""

from sarkhat.ops import name_admin, site_admin, story_admin, template_admin

__all__ = ["name_admin", "site_admin", "story_admin", "template_admin"]
