"""The headline that stands for a story."""

from sarkhat.extract.models import Article
from sarkhat.stories.models import Story
from sarkhat.understand.words import words_of


def headline_of(story: Story, article: Article | None = None) -> str:
    """An editor's words for the story, else the headline of the article, or of its lead; "" where there is none."""
    said = article or story.lead
    return story.renamed or (words_of(said).title if said else "")
