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
SAID = {
    "state": "said",
    "deny": "denied",
    "believe": "assessed",
    "warn": "warned",
    "agree": "agreed",
    "support": "supported",
    "concede": "conceded",
    "consult": "consulted",
    "request": "urged",
    "accuse": "accused",
    "reject": "rejected",
    "threaten": "threatened",
}  # for sentences: it fits one speaker and several
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
    "sentiment_by_journalists": "tone, journalists (-1\u00a0to\u00a01)",
    "sentiment_in_quotes": "tone, in quotes (-1\u00a0to\u00a01)",
    "towards_score": "towards (-1\u00a0to\u00a01)",
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
    "score": "tone (-1\u00a0to\u00a01)",
    "low": "95\u00a0% from",
    "high": "95\u00a0% to",
    "n_before": "times before",
    "n_after": "times after",
    "day_from": "day from",
    "metonym": "by capital or seat",
    "said_by_for": "whose words for",
    "said_by_against": "whose words against",
}
# Classes of an element whose text JupyterLab leaves as it is: it would set "$5 million to $7 million" as a formula.
AS_IT_IS = "tex2jax_ignore mathjax_ignore"


def word(column: str, value: object) -> object:
    """A cell as an analyst reads it: the word for an act, for each of several, or for a basis, codes without their
    underscores, parted by commas, anything else as it is."""
    if column == "acts":
        return ", ".join(ACTS.get(act, act) for act in str(value).split(", "))
    known = {"act": ACTS, "basis": BASES}.get(column)
    if known:
        return known.get(value, value)
    if column in ("reason", "status") and isinstance(value, str):
        codes = value.split()
        if "_" in value and all(code.isidentifier() for code in codes):
            return ", ".join(code.replace("_", " ") for code in codes)
    return value


def share(part: float) -> str:
    """A share (0 to 1) in per cent: with a decimal under 1 %, where a whole number would say too little, and never
    rounded to none or to all."""
    percent = round(100 * part, 6)  # shares are sums of fractions
    if 0 < percent < 0.05:
        return "under 0.1%"
    if 99 < percent < 100:
        return "over 99%"
    return f"{percent:.1f}%" if 0 < percent < 0.95 else f"{percent:.0f}%"


def heading(column: str) -> str:
    """A column's heading on screen."""
    return COLUMNS.get(column, column.replace("_", " "))
