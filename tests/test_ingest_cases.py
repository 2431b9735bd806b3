"""Pages with furniture of many kinds: what stays is the article, what goes is set aside with its reason."""

from pathlib import Path

import pytest

from analysis.ingest import read

CASES = sorted(Path(__file__).with_name("ingest_cases").glob("*.txt"))
EMPTY = "."


def take_apart(case: Path) -> tuple[str, dict[str, list[str]], dict[str, str]]:
    """(the page, expected pieces by mark, what is known about the article)."""
    page, pieces, known = [], {"T": [], "B": [], "F": []}, {}
    last = "F"
    for line in case.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark == "#":
            name, _, value = text.partition(": ")
            known[name] = value
        elif mark == EMPTY:
            page.append("")
        else:
            page.append(text)
            if mark == "=":
                pieces[last][-1] += " " + text
            else:
                last = mark
                pieces[mark].append(text)
    return "\n".join(page) + "\n", pieces, known


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_page(case, tmp_path):
    page, pieces, known = take_apart(case)
    file = tmp_path / "page.txt"
    file.write_text(page, encoding="utf-8")
    article = read(file).articles[0]
    assert article.text[article.body_start :].split("\n\n") == pieces["B"]
    assert [article.title] == (pieces["T"] or [None])
    aside = [text for _, text in article.set_aside]
    assert [text for text in pieces["F"] if text not in aside] == []
    for name, value in known.items():
        assert str(getattr(article, name)) == value, name


def test_nothing_is_lost(tmp_path):
    """Every word of a page is either in the text or set aside."""
    for case in CASES:
        page, _, _ = take_apart(case)
        file = tmp_path / case.name
        file.write_text(page, encoding="utf-8")
        article = read(file).articles[0]
        kept = article.text.split() + [w for _, text in article.set_aside for w in text.split()]
        assert sorted(kept) == sorted(page.split()), case.name
