"""Articles that say the same word for word: one is used, the others point to it."""

import hashlib
from dataclasses import replace

from analysis.ingest.article import Article
from analysis.ingest.pieces import key


def mark_duplicates(articles: list[Article]) -> list[Article]:
    """The articles in their order; one whose body repeats that of an earlier used one is skipped and says of which.

    White space, punctuation, letter case and the headline do not count. Ids are made unique on the way: a text that was
    already seen gets its id with "-2", "-3" ... appended.
    """
    first: dict[str, str] = {}
    taken: dict[str, int] = {}
    marked = []
    for article in articles:
        taken[article.article_id] = number = taken.get(article.article_id, 0) + 1
        if number > 1:
            article = replace(article, article_id=f"{article.article_id}-{number}")
        if article.status != "skipped":
            body = key(article.text[article.body_start :]) or article.text
            original = first.setdefault(hashlib.sha256(body.encode()).hexdigest(), article.article_id)
            if original != article.article_id:
                article = replace(article, status="skipped", reason="duplicate", duplicate_of=original)
        marked.append(article)
    return marked
