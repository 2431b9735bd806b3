"""Where the links of a notebook lead while one works in it: the articles as at the end of the report."""

from analysis.report import evidence
from analysis.report.html import LONG
from analysis.report.links import Back
from analysis.tables import show
from analysis.tables.words import AS_IT_IS

# JupyterLab's own colours, so that its dark theme is ours too; the marks are tints that both themes bear.
_STYLE = """<style>
.onr-passages { max-height: 75vh; overflow: auto; padding: 0 12px; border: 1px solid var(--jp-border-color2, #c3c7ce) }
.onr-passages article, .onr-passages section { max-width: 75ch; line-height: 1.55; overflow-wrap: anywhere }
.onr-passages .source { position: sticky; top: 0; margin: 0; padding: 4px 0; background: var(--jp-layout-color0, #fff) }
.onr-passages .source, .onr-passages .who { font-size: 85%; color: var(--jp-ui-font-color2, #57606a) }
.onr-passages .who { margin-left: 4px }
.onr-passages .who:empty, .onr-passages .more { display: none }
.onr-passages .who:hover .more, .onr-passages .who:focus-within .more, .onr-passages :target + .who .more,
.onr-passages :has(> a:target) + .who .more { display: inline }
.onr-passages mark { color: inherit; background: rgba(248, 156, 32, .3) }
.onr-passages [id] { scroll-margin-top: 4em }
.onr-passages mark:target, .onr-passages span:target, .onr-passages mark:has(> a:target), .onr-passages a:focus-visible,
table.onrecord a:target { outline: 2px solid #c2680a; outline-offset: 1px }
</style>"""


def passages(book) -> show.Shown:
    """The actors and articles that the links shown so far lead to, to display: every quote, position and mention is
    marked, and leads back to the tables. Of more than a hundred articles those that a row links to."""
    places = show.linked()
    backs = {row_id: [Back(anchor, where) for anchor, where in held.items()] for row_id, held in places.items()}
    tables = book.tables
    if len(tables["articles"]) > LONG:
        wanted = _articles(tables, backs)
        tables = {
            name: table[table["article_id"].isin(wanted)] if "article_id" in table and name != "problems" else table
            for name, table in tables.items()
        }
    made = [*evidence.actors(tables, backs), *evidence.articles(tables, backs)]
    inside = "\n".join(made) or "<p>No table has been shown yet.</p>"
    return show.Shown(
        f'{_STYLE}<div class="onr-passages {AS_IT_IS}" role="region" aria-label="The articles" '
        f'tabindex="0">{inside}</div>',
        f"{len(tables['articles'])} articles",
    )


def _articles(tables: dict, backs: dict) -> set[str]:
    """The articles that something links to."""
    found = {row_id for row_id in backs if row_id in set(tables["articles"]["article_id"])}
    for name, key in (("quotes", "quote_id"), ("positions", "position_id"), ("mentions", "mention_id")):
        found |= set(tables[name].loc[tables[name][key].isin(backs.keys()), "article_id"])
    return found
