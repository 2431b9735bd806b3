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


def word(column: str, value: object) -> object:
    """A cell as an analyst reads it: the word for an act or a basis, codes without their underscores, parted by commas,
    anything else as it is."""
    known = {"act": ACTS, "basis": BASES}.get(column)
    if known:
        return known.get(value, value)
    if column in ("reason", "status") and isinstance(value, str):
        codes = value.split()
        if "_" in value and all(code.isidentifier() for code in codes):
            return ", ".join(code.replace("_", " ") for code in codes)
    return value


def percent(share: float) -> str:
    """A share (0 to 1) in per cent; "under 1%" where rounding would show none, "over 99%" where it would show all."""
    value = round(100 * share, 6)  # shares are sums of fractions
    return "under 1%" if 0 < value < 1 else "over 99%" if 99 < value < 100 else f"{value:.0f}%"


def heading(column: str) -> str:
    """A column's heading on screen."""
    return COLUMNS.get(column, column.replace("_", " "))
