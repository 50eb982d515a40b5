"""A page of a site without a feed: its list of news, told from its menus and boxes by the structure that repeats."""
