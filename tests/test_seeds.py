"""The shipped source sets: well formed, honestly dated, quoted briefly, and not copied from the reports they retell."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SETS = {name: ROOT / "seeds" / name for name in ("korea-troops-october", "korea-troops-november")}
ARTICLES = [path for folder in SETS.values() for path in sorted(folder.glob("*.txt"))]
DATA = Path(os.environ.get("ONRECORD_DATA") or ROOT.parent / "shared" / "data")
REPORTS = sorted((DATA.parent / "seeds").glob("*.txt"))

# A quotation runs to its closing mark, or to the end of a paragraph that leaves it open.
QUOTATION = re.compile(r"“([^”\n]*)(?:”|$)", re.MULTILINE)

each_set = pytest.mark.parametrize("folder", SETS.values(), ids=SETS.keys())
each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
with_reports = pytest.mark.skipif(not REPORTS, reason=f"the commissioned reports are not at {DATA.parent / 'seeds'}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def mentions(phrases: list[str], text: str) -> bool:
    text = text.casefold().replace("’", "'")
    return any(re.search(rf"(?<!\w){re.escape(p.replace('’', chr(39)))}(?!\w)", text) for p in phrases)


def is_about(issue: dict, text: str) -> bool:
    groups = issue.get("all_of", [])
    return mentions(issue["about"], text) or bool(groups) and all(mentions(group, text) for group in groups)


def paragraphs(folder: Path) -> list[str]:
    return [p for path in sorted(folder.glob("*.txt")) for p in path.read_text(encoding="utf-8").split("\n\n")]


def issues(folder: Path) -> list[dict]:
    return yaml.safe_load((folder / "issues.yaml").read_text(encoding="utf-8"))


@each_set
def test_set_holds_five_to_seven_dispatches(folder):
    assert 5 <= len(list(folder.glob("*.txt"))) <= 7


@each_article
def test_dispatch_has_its_header_and_the_date_of_its_name(path):
    header, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    title, publisher, published = header.split("\n")
    assert title and not title.endswith(".")
    assert re.fullmatch(r"Publisher: On Record \(retold from (Newsweek|VOA)\)", publisher)
    assert date.fromisoformat(published.removeprefix("Published: ")) == date.fromisoformat(path.name[:10])
    assert 120 <= len(body.split()) <= 260


@each_article
def test_dispatch_uses_curly_marks_only_and_closes_them(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search("[\"']", text)
    assert text.count("“") == text.count("”")


@each_article
def test_quotations_are_short(path):
    assert all(len(q.split()) <= 40 for q in QUOTATION.findall(path.read_text(encoding="utf-8")))


@with_reports
@each_article
def test_quotations_are_verbatim(path):
    reports = [" ".join(words(report.read_text(encoding="utf-8"))) for report in REPORTS]
    for quotation in QUOTATION.findall(path.read_text(encoding="utf-8")):
        assert any(f" {' '.join(words(quotation))} " in f" {report} " for report in reports), quotation


@with_reports
@each_article
def test_no_twenty_words_in_a_row_are_a_reports(path):
    def runs(text):
        tokens = words(text)
        return {tuple(tokens[i : i + 20]) for i in range(len(tokens) - 19)}

    reported = set().union(*(runs(report.read_text(encoding="utf-8")) for report in REPORTS))
    assert reported and not runs(path.read_text(encoding="utf-8")) & reported


@each_set
def test_set_yaml_says_what_the_set_is(folder):
    about = yaml.safe_load((folder / "set.yaml").read_text(encoding="utf-8"))
    assert set(about) == {"name", "title", "description", "what_it_is", "reports", "dating", "language", "licence"}
    assert about["name"] == folder.name and about["language"] == "en" and about["licence"] == "MIT"
    assert "mean nothing on retold text" in about["what_it_is"]
    for report in about["reports"]:
        earliest = date.fromisoformat(report["published_earliest"])
        latest = report["published_latest"] and date.fromisoformat(report["published_latest"])
        if latest:
            assert earliest <= latest
            assert all(date.fromisoformat(p.name[:10]) <= latest for p in folder.glob("*.txt")), (
                "retold before reported"
            )


@each_set
def test_codebook_is_well_formed(folder):
    book = issues(folder)
    assert 4 <= len(book) <= 6
    assert len({issue["id"] for issue in book}) == len(book)
    for issue in book:
        assert set(issue) <= {"id", "proposition", "about", "all_of", "for", "against"}
        assert re.fullmatch(r"[a-z0-9-]+", issue["id"]) and issue["proposition"][0].isupper()
        assert issue["for"] and issue["against"] and (issue["about"] or issue.get("all_of"))
        for phrases in (issue["about"], issue["for"], issue["against"], *issue.get("all_of", [])):
            assert len(set(phrases)) == len(phrases)
            assert all(isinstance(p, str) and p == p.lower().strip() and len(p.split()) <= 6 for p in phrases)


@each_set
def test_no_phrase_signals_both_stances(folder):
    for issue in issues(folder):
        for signal in issue["for"]:
            for other in issue["against"]:
                assert not mentions([signal], other) and not mentions([other], signal), (issue["id"], signal, other)


@each_set
def test_every_issue_is_taken_up_in_its_set(folder):
    texts = paragraphs(folder)
    for issue in issues(folder):
        taken_up = sum(is_about(issue, p) for p in texts)
        assert 0 < taken_up < len(texts) / 2, f"{issue['id']}: {taken_up} of {len(texts)} paragraphs are about it"


def test_every_issue_finds_somebody_who_takes_a_side():
    texts = [p for folder in SETS.values() for p in paragraphs(folder)]
    for issue in (issue for folder in SETS.values() for issue in issues(folder)):
        assert any(is_about(issue, p) and mentions(issue["for"] + issue["against"], p) for p in texts), issue["id"]


def test_an_issue_in_both_sets_is_the_same():
    october, november = ({issue["id"]: issue for issue in issues(folder)} for folder in SETS.values())
    shared = october.keys() & november.keys()
    assert shared and all(october[name] == november[name] for name in shared)
