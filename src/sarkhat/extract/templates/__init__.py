"""Templates learned for a site from its own pages: where the article stands, and what recurs and is not the article.

`learn` finds a template from several pages and what the general road took out of them, `cut` takes the article's
parts out of a page's bytes by it, `site` decides for each page which road is taken, and learns again after a redesign.
"""
