"""Filters, a linked table and chart, the article behind the chosen row, and corrections, for JupyterLab."""

import ipywidgets as widgets

from analysis import schema
from analysis.tables.words import word
from analysis.widgets import page
from analysis.widgets.form import ActorForm, RowForm, wide
from analysis.widgets.select import ORDERS, WHO, WHOM, Choice, names, select

PAGE = 15  # rows at a time: a table that one reads, whatever the size of the set
EVERY = {
    "who": "everybody",
    "whom": "anybody",
    "publisher": "all publishers",
    "act": "all acts",
    "kind": "all kinds",
    "stance": "all stances",
    "basis": "all bases",
}
LABELS = {"quotes": {"who": "Speaker", "whom": "Said to"}, "positions": {"who": "Actor", "whom": "Target"}}
GRID = "repeat(auto-fit, minmax(205px, 1fr))"


class Explorer:
    """The widgets over one Workbook; ``box`` is displayed. Each control has a label and works from the keyboard."""

    def __init__(self, book):
        self.book = book
        self.kind = widgets.Dropdown(
            options=[("quotes", "quotes"), ("positions", "positions")], description="Show", **wide()
        )
        self.lists = {name: widgets.Dropdown(description=name.capitalize(), **wide()) for name in EVERY}
        self.who, self.publisher = self.lists["who"], self.lists["publisher"]
        self.after = widgets.DatePicker(description="From", **wide())
        self.before = widgets.DatePicker(description="To", **wide())
        self.certain = widgets.BoundedFloatText(
            description="Certain ≥", min=0, max=1, step=0.05, value=0, **wide()
        )  # a number box: a slider that one cannot type into is a bad filter
        self.reviewed = widgets.Dropdown(
            options=[("reviewed or not", ""), ("not reviewed", "no"), ("reviewed", "yes")],
            description="Review",
            **wide(),
        )
        self.words = widgets.Text(
            description="Words", placeholder="all of these words", continuous_update=False, **wide()
        )
        self.order = widgets.Dropdown(options=ORDERS.items(), description="Order", **wide())
        self.part = widgets.BoundedIntText(description="Page", min=1, max=1, value=1, **_narrow())
        # JupyterLab takes arrow keys for its own while a list has the focus; a number box keeps them.
        self.number = widgets.BoundedIntText(description="Row no.", min=1, max=1, value=1, **_narrow())
        self.count, self.table, self.chart, self.passage = (widgets.HTML() for _ in range(4))
        self.row = widgets.Select(
            description="Row", rows=PAGE, layout=widgets.Layout(width="auto"), style={"description_width": "3em"}
        )
        self.form = RowForm(book, self._on_saved)
        self.actors = ActorForm(book, self._on_saved)
        self._quiet = False
        self._read()
        self.kind.observe(self._on_kind, "value")
        for control in self._filters:
            control.observe(self._on_filter, "value")
        self.part.observe(self._on_page, "value")
        self.number.observe(self._on_number, "value")
        self.row.observe(self._on_row, "value")
        self.box = self._laid_out()
        self._on_filter()

    @property
    def _filters(self) -> list:
        rest = (self.after, self.before, self.certain, self.reviewed, self.words, self.order)
        return [*self.lists.values(), *rest]

    def _laid_out(self) -> widgets.VBox:
        filters = widgets.GridBox(
            [self.kind, *self._filters], layout=widgets.Layout(grid_template_columns=GRID, grid_gap="2px 12px")
        )
        filters.add_class("onr-panel")
        self.passage.add_class("onr-panel")
        left = widgets.VBox(
            [widgets.HBox([self.number, self.part]), self.row], layout=widgets.Layout(flex="1 1 360px", min_width="0")
        )
        right = widgets.VBox([self.passage], layout=widgets.Layout(flex="2 1 460px", min_width="0"))
        linked = widgets.HBox([left, right], layout=widgets.Layout(flex_flow="row wrap"))
        parts = [widgets.HTML(page.STYLE), filters, self.count, linked, self.form.box, self.actors.box]
        box = widgets.VBox([*parts, self.table, self.chart])
        box.add_class("onr")
        return box

    @property
    def choice(self) -> Choice:
        """The filters as they stand."""
        lists = {name: control.value or "" for name, control in self.lists.items()}
        return Choice(
            **lists,
            after=self.after.value,
            before=self.before.value,
            words=self.words.value,
            certain=self.certain.value,
            reviewed={"no": False, "yes": True}.get(self.reviewed.value),
            order=self.order.value,
        )

    def _read(self) -> None:
        """Take the tables as the workbook has them now."""
        self.articles = self.book.articles.set_index("article_id", drop=False)
        self.tables = {"quotes": self.book.quotes, "positions": self.book.positions}
        self.rows = self.tables[self.kind.value]
        self._offer()

    def _offer(self) -> None:
        """Fill the lists of values for the table shown."""
        kind, table = self.kind.value, self.tables[self.kind.value]
        for name, control in self.lists.items():
            column = {"who": WHO[kind], "whom": WHOM[kind]}.get(name, name)
            control.description = LABELS[kind].get(name, name.capitalize())
            control.layout.display = None if column in schema.TABLES[kind].columns else "none"
            offered = names(table, column) if column in table else []
            kept = control.value
            control.options = [(f"{EVERY[name]} ({len(table):,})", "")] + [
                (f"{page.one_line(word(name, n), 50)} ({k:,})", n) for n, k in offered
            ]
            control.value = kept if kept in [n for n, _ in offered] else ""

    def _on_kind(self, change=None) -> None:
        self._quiet = True  # lists change one after the other; filter once, afterwards
        self._offer()
        self._quiet = False
        self._on_filter()

    def _on_saved(self) -> None:
        """Show the tables after a decision, at the row that was decided on, or the one in its place."""
        chosen, at = self.row.value, self.number.value
        self._quiet = True
        self._read()
        self._quiet = False
        self._on_filter()
        ids = self.rows.iloc[:, 0].tolist()
        if ids:
            self.number.value = ids.index(chosen) + 1 if chosen in ids else min(at, len(ids))

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
        self.chart.value = page.chart(self.rows, kind) if len(self.rows) else ""
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
        self.form.show(kind, picked)
        if picked is None:
            self.passage.value = ""
            return
        self._quiet = True
        self.number.value = (self.part.value - 1) * PAGE + shown.iloc[:, 0].tolist().index(chosen) + 1
        self._quiet = False
        self.actors.article_id = picked.article_id
        article, marks = self.articles.loc[picked.article_id], self.book.marks(picked.article_id)
        self.passage.value = page.evidence(picked, self.book.text(picked.article_id), article, marks)


def explore(book) -> widgets.VBox:
    """The explorer over a Workbook: filter quotes and positions, choose a row, read it in its article, correct it."""
    return Explorer(book).box


def _narrow() -> dict:
    return {"layout": widgets.Layout(width="10em"), "style": {"description_width": "5.5em"}}


def _hint(n: int, every: int, kind: str) -> str:
    if not every:
        return f". No {kind} were found in these articles."
    return "" if n else ". Nothing meets all of these filters: take one away."
