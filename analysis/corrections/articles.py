"""Which article, and which place in it, a decision is about."""

from analysis.annotate.types import Span
from analysis.corrections import passages
from analysis.corrections.decisions import Decision


class Refused(Exception):
    """A decision changes nothing: a code and what to tell."""

    def __init__(self, code: str, message: str, article_id: str | None = None):
        super().__init__(message)
        self.code, self.message, self.article_id = code, message, article_id


class Articles:
    """The articles of a workbook (records of its table), as decisions name them."""

    def __init__(self, rows: list[dict]):
        self._rows = [r for r in rows if r["status"] != "skipped"]
        self._found: dict[tuple[str, str], dict | None] = {}

    def named(self, decision: Decision) -> dict:
        """The article of a decision. Raises Refused where there is none."""
        key = decision.set, decision.article
        if key not in self._found:
            fit = [
                r
                for r in self._rows
                if decision.article == r["article_id"]
                or decision.set in ("", r["set"])
                and f"/{r['file']}".endswith(f"/{decision.article}")
            ]
            # of a/x.txt and x.txt the name x.txt means the second
            self._found[key] = min(fit, key=lambda r: (len(r["file"]), r["file"])) if fit and decision.article else None
        if self._found[key] is None:
            name = f"the article {decision.article!r}" if decision.article else "an article"
            raise Refused("no_article", f"{name} is not among those read; name its file as seen from the set's folder.")
        return self._found[key]

    def passage(self, decision: Decision) -> tuple[dict, Span]:
        """Article and place of a decision's words. Raises Refused where they are gone or cannot be told apart."""
        article = self.named(decision)
        places = passages.find(article["text"] or "", decision.exact, decision.prefix, decision.suffix, decision.start)
        if len(places) == 1:
            return article, places[0]
        words = decision.exact if len(decision.exact) <= 80 else decision.exact[:79] + "…"
        if not decision.exact:
            raise Refused(
                "no_passage", "the words it is about are missing: put them into 'exact'.", article["article_id"]
            )
        if not places:
            raise Refused("passage_gone", f"{words!r} no longer stands in {article['file']}.", article["article_id"])
        told = f"{words!r} stands in {article['file']} {len(places)} times; prefix, suffix and start must tell which."
        raise Refused("passage_unclear", told, article["article_id"])
