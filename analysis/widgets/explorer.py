"""Filters, a linked table and the passage behind the chosen row, for JupyterLab. Nothing depends on it."""

import ipywidgets as widgets

from analysis.widgets import page
from analysis.widgets.select import WHO, Choice, names, select

EVERYBODY, EVERYWHERE = "everybody", "all publishers"
PAGE = 25  # rows at a time: a table that one reads, whatever the size of the set
WIDE, LABEL = widgets.Layout(width="26em"), {"description_width": "6em"}


class Explorer:
    """The widgets over one Workbook; ``box`` is displayed. Each control has a label and works from the keyboard."""

    def __init__(self, book):
        self.articles = book.articles.set_index("article_id", drop=False)
        self.tables = {"quotes": book.quotes, "positions": book.positions}
        self.text_of = book.text
        self.rows = book.quotes
        self.kind = widgets.Dropdown(
            options=[("quotes", "quotes"), ("positions", "positions")], description="Show", **_wide()
        )
        self.who = widgets.Dropdown(description="Speaker", **_wide())
        self.publisher = widgets.Dropdown(description="Publisher", **_wide())
        self.after = widgets.DatePicker(description="From", **_wide())
        self.before = widgets.DatePicker(description="To", **_wide())
        self.words = widgets.Text(
            description="Words", placeholder="all of these words", continuous_update=False, **_wide()
        )
        self.part = widgets.BoundedIntText(description="Page", min=1, max=1, value=1, **_wide())
        # JupyterLab takes arrow keys for its own while a list has the focus; a number box keeps them.
        self.number = widgets.BoundedIntText(description="Row no.", min=1, max=1, value=1, **_wide())
        self.count = widgets.HTML()
        self.table = widgets.HTML()
        self.row = widgets.Select(description="Row", rows=8, layout=widgets.Layout(width="100%"), style=LABEL)
        self.passage = widgets.HTML()
        self._quiet = False
        self._offer()
        self.kind.observe(self._on_kind, "value")
        for control in (self.who, self.publisher, self.after, self.before, self.words):
            control.observe(self._on_filter, "value")
        self.part.observe(self._on_page, "value")
        self.number.observe(self._on_number, "value")
        self.row.observe(self._on_row, "value")
        filters = widgets.HBox(
            [widgets.VBox([self.kind, self.who, self.publisher]), widgets.VBox([self.after, self.before, self.words])]
        )
        place = widgets.HBox([self.number, self.part])
        self.box = widgets.VBox([filters, self.count, place, self.row, self.passage, self.table])
        self._on_filter()

    @property
    def choice(self) -> Choice:
        """The filters as they stand."""
        return Choice(
            self.who.value or "", self.publisher.value or "", self.after.value, self.before.value, self.words.value
        )

    def _offer(self) -> None:
        """Fill the lists of names for the table shown."""
        kind, table = self.kind.value, self.tables[self.kind.value]
        self.who.description = "Speaker" if kind == "quotes" else "Actor"
        for control, column, everything in (
            (self.who, WHO[kind], EVERYBODY),
            (self.publisher, "publisher", EVERYWHERE),
        ):
            kept, offered = control.value, names(table, column)
            control.options = [(f"{everything} ({len(table):,})", "")] + [
                (f"{page.one_line(n, 50)} ({k:,})", n) for n, k in offered
            ]
            control.value = kept if kept in [n for n, _ in offered] else ""

    def _on_kind(self, change=None) -> None:
        self._quiet = True  # lists change one after the other; filter once, afterwards
        self._offer()
        self._quiet = False
        self._on_filter()

    def _on_filter(self, change=None) -> None:
        if self._quiet:
            return
        kind = self.kind.value
        self.rows = select(self.tables[kind], self.articles, self.choice, kind=kind)
        self._quiet = True
        self.part.max = max(1, -(-len(self.rows) // PAGE))
        self.part.value = 1
        self.number.max = max(1, len(self.rows))
        self._quiet = False
        self._on_page()

    def _on_page(self, change=None) -> None:
        if self._quiet:
            return
        kind, n, every = self.kind.value, len(self.rows), len(self.tables[self.kind.value])
        shown = self.shown
        where = f", page {self.part.value} of {self.part.max}" if self.part.max > 1 else ""
        self.count.value = f'<p role="status"><b>{n:,} of {every:,} {kind}</b>{where}{_hint(n, every, kind)}</p>'
        self._quiet = True
        self.row.options = [
            (f"{i}. {page.option(r, kind)}", r[1])
            for i, r in enumerate(shown.itertuples(), (self.part.value - 1) * PAGE + 1)
        ]
        self.row.value = shown.iloc[0, 0] if len(shown) else None
        self._quiet = False
        self._on_row()

    def _on_number(self, change=None) -> None:
        if self._quiet or not len(self.rows):
            return
        self.part.value, place = (self.number.value - 1) // PAGE + 1, (self.number.value - 1) % PAGE
        self.row.value = self.shown.iloc[place, 0]

    @property
    def shown(self):
        """The rows of the page that is shown, a DataFrame."""
        first = (self.part.value - 1) * PAGE
        return self.rows.iloc[first : first + PAGE]

    def _on_row(self, change=None) -> None:
        if self._quiet:
            return
        kind, shown, chosen = self.kind.value, self.shown, self.row.value
        self.table.value = page.table(shown, kind, chosen) if len(shown) else ""
        picked = next((r for r in shown.itertuples() if r[1] == chosen), None)
        if picked is None:
            self.passage.value = ""
            return
        self._quiet = True
        self.number.value = (self.part.value - 1) * PAGE + shown.iloc[:, 0].tolist().index(chosen) + 1
        self._quiet = False
        article = self.articles.loc[picked.article_id]
        self.passage.value = page.evidence(picked, self.text_of(picked.article_id), article, kind)


def explore(book) -> widgets.VBox:
    """The explorer over a Workbook: filter quotes and positions, choose a row, read it in its article."""
    return Explorer(book).box


def _wide() -> dict:
    return {"layout": WIDE, "style": LABEL}


def _hint(n: int, every: int, kind: str) -> str:
    if not every:
        return f". No {kind} were found in these articles."
    return "" if n else ". Nothing meets all of these filters: take one away."
