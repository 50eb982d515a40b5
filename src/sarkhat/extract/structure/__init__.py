"""The body as structure: what stands among an article's words, as figures beside its blocks.

The blocks alone are the article's words: what is searched, compared and kept as a version. A figure (a picture, a
table, a player, an entry's time) says before which block it stands. It is text and addresses, never foreign markup.

Made only for an article that is kept (`read.figures`), so that no road to the body is slowed down by it.
"""
