"""The correction forms of the explorer: for the row that is shown, and for an actor."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets
import pandas as pd

from analysis import schema
from analysis.errors import OnRecordError
from analysis.tables.words import word

FIELDS = {"quotes": ("speaker", "act", "kind"), "positions": ("target", "towards", "issue", "stance", "basis")}
NOUN = {"quotes": "quote", "positions": "position"}
# What can be decided on an actor: words on screen, decision, and what is to be filled in.
ON_ACTOR = (
    ("is the same as", "merge actor", "The other actor"),
    ("is called", "rename actor", "The name"),
    ("is a", "retype actor", "The type"),
    ("is, in this article,", "split actor", "Who it is"),
    ("is no actor", "drop actor", ""),
)


class RowForm:
    """Correct, confirm or drop the row that is shown; ``box`` is displayed, ``saved`` called after each decision."""

    def __init__(self, book, saved: Callable[[], None]):
        self._book, self._saved = book, saved
        self._kind, self._row = "quotes", None
        self.fields = {
            "speaker": widgets.Combobox(
                description="Speaker is", placeholder="empty: cannot be told", continuous_update=False, **wide()
            ),
            "act": widgets.Dropdown(options=_coded("act", schema.ACTS), description="Act is", **wide()),
            "kind": widgets.Dropdown(options=schema.TABLES["quotes"].choices["kind"], description="Kind is", **wide()),
            "target": widgets.Combobox(
                description="Target is", placeholder="empty: none", continuous_update=False, **wide()
            ),
            "towards": widgets.Dropdown(description="Towards is", **wide()),
            "issue": widgets.Dropdown(description="Issue is", **wide()),
            "stance": widgets.Dropdown(description="Stance is", **wide()),
            "basis": widgets.Dropdown(options=_coded("basis", schema.BASES), description="Basis is", **wide()),
        }
        self.note = widgets.Text(description="Note", placeholder="why (kept with the decision)", **wide())
        self.save = widgets.Button(description="Save changes", button_style="primary")
        self.confirm = widgets.Button(
            description="Confirm as it is", tooltip="A reader has checked this row: it is right"
        )
        self.drop = widgets.Button(description="Drop row", tooltip="This row should not be here")
        self.back = widgets.Button(description="Take back", disabled=True, tooltip="Undo the decision just made")
        self.told = widgets.HTML()
        self._last: list = []
        self.save.on_click(lambda _: self._decide(self._changes()))
        self.confirm.on_click(lambda _: self._decide([("confirm", "")]))
        self.drop.on_click(lambda _: self._decide([("drop", "")]))
        self.back.on_click(lambda _: self._take_back())
        grid = widgets.Layout(grid_template_columns="repeat(auto-fit, minmax(240px, 1fr))", grid_gap="2px 12px")
        self.grid = widgets.GridBox([*self.fields.values(), self.note], layout=grid)
        buttons = widgets.HBox(
            [self.save, self.confirm, self.drop, self.back], layout=widgets.Layout(flex_flow="row wrap")
        )
        self.box = widgets.VBox([widgets.HTML("<h3>Correct this row</h3>"), self.grid, buttons, self.told])
        self.box.add_class("onr-panel")

    def show(self, kind: str, row) -> None:
        """Fill the form with a row of quotes or positions (a named tuple; None for no row)."""
        self._kind, self._row, self.told.value = kind, row, ""
        for button in (self.save, self.confirm, self.drop):
            button.disabled = row is None
        for name, control in self.fields.items():
            control.layout.display = None if name in FIELDS[kind] else "none"
        if row is None:
            return
        known = sorted(set(self._book.actors["name"]))
        for name in FIELDS[kind]:
            control, value = self.fields[name], _text(getattr(row, name))
            if name in ("speaker", "target"):
                control.options = known
            elif name == "issue":
                control.options = [("(none)", ""), *((i.proposition, i.id) for i in self._book.issues)]
            elif name in ("towards", "stance"):
                choices = schema.TABLES["positions"].choices[name]
                control.options = choices if value else ["", *choices]
            control.value = value
        self.note.value = ""

    def _changes(self) -> list[tuple[str, str]]:
        """(field, new value) of each control that says something else than the row."""
        return [
            (name, self.fields[name].value.strip())
            for name in FIELDS[self._kind]
            if self.fields[name].value.strip() != _text(getattr(self._row, name))
        ]

    def _decide(self, changes: list[tuple[str, str]]) -> None:
        if self._row is None:
            return
        noun, key, made, told = NOUN[self._kind], self._row[1], [], ""
        try:
            for field, new in changes:
                kind = f"{field} {noun}" if field in ("confirm", "drop") else f"set {noun} {field}"
                made.append(self._book.correct(kind, key, new, note=self.note.value))
        except OnRecordError as error:
            told = wrong(error)
        if made:
            self._last, self.back.disabled = made, False
            self._saved()
        what = ", ".join(_told(noun, *change) for change in changes)
        nothing = done("Nothing has been changed; press “Confirm as it is” if the row is right.", "")
        self.told.value = told or (done(f"{what}. Saved in {made[-1].file}.") if made else nothing)

    def _take_back(self) -> None:
        try:
            for decision in reversed(self._last):
                self._book.withdraw(decision)
            told = done("Taken back: the row is as it was before.")
        except OnRecordError as error:
            told = wrong(error)
        self._last, self.back.disabled = [], True
        self._saved()
        self.told.value = told


class ActorForm:
    """Merge, rename, retype, split or drop an actor; ``box`` is displayed, ``saved`` called after each decision."""

    def __init__(self, book, saved: Callable[[], None]):
        self._book, self._saved, self.article_id = book, saved, ""
        self.open = widgets.ToggleButton(description="Correct an actor …")
        self.actor = widgets.Combobox(description="Which actor", ensure_option=True, continuous_update=False, **wide())
        self.what = widgets.Dropdown(options=[(said, kind) for said, kind, _ in ON_ACTOR], description="It", **wide())
        self.new = widgets.Combobox(description="New", continuous_update=False, **wide())
        self.place = widgets.Dropdown(options=[s.name for s in book.sets], description="Kept in", **wide())
        self.note = widgets.Text(description="Actor note", placeholder="why (kept with the decision)", **wide())
        self.save = widgets.Button(description="Save", button_style="primary")
        self.told = widgets.HTML()
        grid = widgets.Layout(grid_template_columns="repeat(auto-fit, minmax(240px, 1fr))", grid_gap="2px 12px")
        self._grid = widgets.GridBox([self.actor, self.what, self.new, self.place, self.note], layout=grid)
        self._inside = widgets.VBox([self._grid, self.save, self.told])
        self._inside.layout.display = "none"
        self._inside.add_class("onr-panel")
        self.box = widgets.VBox([self.open, self._inside])
        self.place.layout.display = "none" if len(book.sets) < 2 else None
        self.open.observe(self._on_open, "value")
        self.what.observe(self._on_what, "value")
        self.save.on_click(lambda _: self._decide())
        self._on_what()

    def _on_open(self, change) -> None:
        self._inside.layout.display = None if self.open.value else "none"
        self.actor.options = sorted(set(self._book.actors["name"]))
        self._on_what()

    def _on_what(self, change=None) -> None:
        said = next(hint for _, kind, hint in ON_ACTOR if kind == self.what.value)
        self.new.layout.display = None if said else "none"
        self.new.placeholder = said.lower()
        self.new.options = list(schema.TYPES) if self.what.value == "retype actor" else list(self.actor.options)
        if not said:
            self.new.value = ""

    def _decide(self) -> None:
        kind = self.what.value
        place = {"article": self.article_id} if kind == "split actor" else {"set": self.place.value or ""}
        try:
            made = self._book.correct(
                kind, self.actor.value.strip(), self.new.value.strip(), note=self.note.value, **place
            )
        except OnRecordError as error:
            self.told.value = wrong(error)
            return
        said = next(text for text, known, _ in ON_ACTOR if known == kind)
        told = done(f"{self.actor.value} {said} {self.new.value}".strip() + f". Saved in {made.file}.")
        self._saved()
        self.told.value = told
        self.actor.options = sorted(set(self._book.actors["name"]))
        self.actor.value = self.new.value = self.note.value = ""


def wide() -> dict:
    """Style and layout of a control that takes the room it is given; new ones each time, for widgets share them."""
    return {"layout": widgets.Layout(width="auto"), "style": {"description_width": "6em"}}


def done(message: str, kind: str = "onr-done") -> str:
    """A message that is read out, as HTML."""
    return f'<p role="status" class="{kind}">{escape(message)}</p>'


def wrong(error: Exception) -> str:
    """What went wrong, read out at once, as HTML."""
    return f'<p role="alert" class="onr-wrong">{escape(str(error))}</p>'


def _coded(column: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(word(column, code)), code) for code in codes]


def _text(value) -> str:
    return "" if pd.isna(value) else str(value)


def _told(noun: str, field: str, new: str) -> str:
    if field == "drop":
        return f"The {noun} is dropped"
    return (
        f"The {noun} is confirmed" if field == "confirm" else f"{field.capitalize()} is {word(field, new) or 'empty'}"
    )
