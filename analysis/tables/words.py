"""The analyst's words for what the tables hold. Tables keep the codes; screens, sentences and reports say these."""

ACTS = {
    "state": "says",
    "deny": "denies",
    "believe": "assesses",
    "warn": "warns",
    "agree": "agrees",
    "support": "supports",
    "concede": "concedes",
    "consult": "consults",
    "request": "urges",
    "accuse": "accuses",
    "reject": "rejects",
    "threaten": "threatens",
}
BASES = {
    "own_words": "in its own words",
    "paraphrase": "in paraphrase",
    "relayed": "passed on by another",
    "ascribed": "claimed by another",
    "reporter": "as the reporter narrates",
}
COLUMNS = {
    "actor_id": "id",
    "n_articles": "articles",
    "n_mentions": "mentions",
    "n_quotes": "quotes",
    "n_positions": "positions",
    "n_times_addressed": "times addressed",
    "n_sentences": "sentences",
    "nationality_or_base": "nationality or base",
    "sentiment_by_journalists": "tone, journalists (-1 to 1)",
    "sentiment_in_quotes": "tone, in quotes (-1 to 1)",
    "towards_score": "towards (-1 to 1)",
    "said_on": "said on",
    "speaks_for": "speaks for",
    "stated_by": "stated by",
    "speaker_text": "speaker as written",
    "speaker_from": "speaker found by",
    "cluster_id": "same quote",
    "published_from": "date known from",
    "duplicate_of": "copy of",
    "per_thousand": "per 1,000 words",
    "words_once": "words, each quotation once",
    "direct_share": "share of direct quotation",
    "score": "tone (-1 to 1)",
    "low": "95 % from",
    "high": "95 % to",
    "n_before": "times before",
    "n_after": "times after",
    "day_from": "day from",
}
# Classes of an element whose text JupyterLab leaves as it is: it would set "$5 million to $7 million" as a formula.
AS_IT_IS = "tex2jax_ignore mathjax_ignore"


def word(column: str, value: object) -> object:
    """A cell as an analyst reads it: the word for an act or a basis, a code without its underscores, anything else as
    it is."""
    known = {"act": ACTS, "basis": BASES}.get(column)
    if known:
        return known.get(value, value)
    return value.replace("_", " ") if column in ("reason", "status") and str(value).isidentifier() else value


def heading(column: str) -> str:
    """A column's heading on screen."""
    return COLUMNS.get(column, column.replace("_", " "))
