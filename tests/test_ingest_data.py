"""Ingest on real input that is not part of the repository: the two reports, PolNeAR, article pages, hostile files."""

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from analysis.ingest import read

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared" / "data"))
REPORTS = DATA.parent / "seeds"


def needs(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not there: set ONRECORD_DATA to the data folder")
    return path


@pytest.fixture(scope="module")
def reports():
    return {a.file.split("/")[-1][:3]: a for a in read(needs(REPORTS)).used}


def test_october_report(reports):
    article = reports["000"]
    assert (article.title, article.publisher, article.body_start) == (None, "Newsweek", 0)
    assert (article.published, article.published_earliest, article.published_latest) == (None, "2024-10-22", None)
    paragraphs = article.text.split("\n\n")
    assert len(paragraphs) == 15
    assert paragraphs[0].startswith("Chinese officials have told Newsweek") and paragraphs[-1].startswith(
        "On Wednesday, The New York Times"
    )
    assert Counter(reason for reason, _ in article.set_aside) == {
        "caption": 6,
        "credit": 2,
        "button": 1,
        "contact": 1,
        "comments": 1,
    }


def test_november_report(reports):
    article = reports["003"]
    assert article.title == "North Korea’s troop deployment to Russia jeopardizes China’s balancing act"
    assert (article.published, article.published_from, article.dateline, article.agency) == (
        "2024-11-22",
        "page",
        "WASHINGTON DC",
        "VOA",
    )
    paragraphs = article.text[article.body_start :].split("\n\n")
    assert len(paragraphs) == 14
    assert paragraphs[-1].endswith("return to office,” she said.")
    assert "KATHMANDU" not in article.text
    assert ("subheading", "Balancing act") in article.set_aside
    assert Counter(reason for reason, _ in article.set_aside) == {
        "date": 3,
        "reading_time": 1,
        "button": 3,
        "subheading": 1,
        "agency": 1,
        "after_end": 10,
    }


def test_polnear_keeps_its_paragraphs():
    folder = needs(DATA / "polnear" / "dev" / "text")
    corpus = read(folder)
    assert len(corpus.used) == len(corpus.articles) == 84
    assert corpus.problems == []
    raw = sum(len(f.read_text(encoding="utf-8").split()) for f in folder.glob("*.txt"))
    assert sum(len(a.text.split()) for a in corpus.articles) > 0.998 * raw
    assert {a.published_from for a in corpus.articles} == {"filename"}
    assert sum(a.title is not None for a in corpus.articles) >= 79


def test_pages_give_the_article(tmp_path):
    truth = json.loads((needs(DATA / "pages") / "ground-truth.json").read_text(encoding="utf-8"))
    for name in truth:
        (tmp_path / f"{name}.html").write_bytes(gzip.decompress((DATA / "pages" / f"{name}.html.gz").read_bytes()))
    scores = []
    for article in read(tmp_path).used:
        found = Counter(re.findall(r"\w+", article.text[article.body_start :]))
        wanted = Counter(re.findall(r"\w+", truth[Path(article.file).stem]["articleBody"]))
        scores.append(2 * sum((found & wanted).values()) / (sum(found.values()) + sum(wanted.values())))
    assert len(scores) >= 50
    assert sum(scores) / len(scores) > 0.93


def test_hostile_files_end_in_one_status():
    folder = needs(DATA / "hostile")
    corpus = read(folder)
    files = [
        f
        for f in folder.rglob("*")
        if f.is_file() and not f.name.startswith(".") and not f.name.upper().startswith("README")
    ]
    assert len(corpus.articles) == len(files)
    assert len({a.article_id for a in corpus.articles}) == len(files)
    told = {p.article_id for p in corpus.problems}
    for article in corpus.articles:
        assert article.status in ("used", "used_with_warning", "skipped")
        assert (article.reason is None) == (article.status == "used")
        assert article.status == "used" or article.article_id in told, article.file
        article.text.encode("utf-8")
        assert "\x00" not in article.text
