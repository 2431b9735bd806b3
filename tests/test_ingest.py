"""Reading source sets: formats, decoding, statuses, metadata, sets and codebooks."""

import itertools
import os
import time
from pathlib import Path

import pytest
import trafilatura
from lxml import etree

from analysis.errors import NoUsableArticle, UsageError
from analysis.ingest import html, read
from analysis.ingest.article import Article
from analysis.ingest.metadata import Known

STORY = (
    "Harbor reopens after storm\n\n"
    "The harbor of Vik reopened on Monday after a storm that had closed it for three days, the port office said.\n\n"
    "“We lost two cranes and no people,” said harbor master Elin Sund, who had slept in her office.\n\n"
    "Ferries will run again from Tuesday, according to the company.\n"
)
OTHER = STORY.replace("storm", "strike").replace("cranes", "ships")


def one(folder: Path, content: str | bytes, name: str = "a.txt") -> Article:
    """The article that a file with this content becomes."""
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    articles = read(folder / name).articles
    assert len(articles) == 1
    return articles[0]


def test_text_is_headline_and_paragraphs(tmp_path):
    article = one(tmp_path, STORY)
    assert article.title == "Harbor reopens after storm"
    assert article.text == STORY.strip()
    assert article.text[article.body_start :].startswith("The harbor of Vik")
    assert (article.status, article.language, article.format, article.encoding) == ("used", "en", "text", "utf-8")
    assert article.words == sum(any(c.isalnum() for c in w) for w in STORY.split("\n\n", 1)[1].split())


def test_id_comes_from_the_text_alone(tmp_path):
    first = one(tmp_path, STORY)
    (tmp_path / "elsewhere").mkdir()
    again = one(tmp_path / "elsewhere", STORY.replace("\n", "\r\n"), "b.txt")
    assert first.article_id == again.article_id
    assert first.article_id[0] == "a" and len(first.article_id) == 13
    assert one(tmp_path, OTHER).article_id != first.article_id


def test_header_lines_are_metadata(tmp_path):
    head, body = STORY.split("\n\n", 1)
    article = one(
        tmp_path,
        f"{head}\nPublisher: On Record (retold from The Gazette)\nPublished: 2024-10-24\nAuthor: Ida Moen\n"
        f"URL: https://example.org/a\nAgency: Associated Press\n\n{body}",
    )
    assert (article.publisher, article.published, article.published_from) == (
        "On Record (retold from The Gazette)",
        "2024-10-24",
        "metadata",
    )
    assert (article.author, article.url, article.agency) == ("Ida Moen", "https://example.org/a", "AP")
    assert article.published_earliest == article.published_latest == "2024-10-24"
    assert article.text == STORY.strip()


@pytest.mark.parametrize(
    ("start", "dateline", "agency", "publisher"),
    [
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", None),
        ("WASHINGTON DC: ", "WASHINGTON DC", None, None),
        ("RIO DE JANEIRO — ", "RIO DE JANEIRO", None, None),
        ("BEIJING, Nov. 22 (Xinhua) -- ", "BEIJING", "Xinhua", None),
        ("LONDON, Nov 3 (Reuters) - ", "LONDON", "Reuters", None),
        ("Washington (AFP) — ", "Washington", "AFP", None),
        ("ST. LOUIS (AP) — ", "ST. LOUIS", "AP", None),
        ("Seoul, South Korea (CNN) — ", "Seoul, South Korea", None, "CNN"),
        ("BREAKING: ", None, None, None),
        ("", None, None, None),
    ],
)
def test_dateline_is_read_and_stays(tmp_path, start, dateline, agency, publisher):
    head, body = STORY.split("\n\n", 1)
    article = one(tmp_path, f"{head}\n\n{start}{body}")
    assert (article.dateline, article.agency, article.publisher) == (dateline, agency, publisher)
    assert article.text[article.body_start :].startswith(start + "The harbor")


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("22 November 2024", "2024-11-22"),
        ("November 22, 2024", "2024-11-22"),
        ("Friday, Nov. 22nd, 2024", "2024-11-22"),
        ("Published: November 22, 2024 at 10:56 AM EST", "2024-11-22"),
        ("Publish Date : 22 November 2024 10:56 AM", "2024-11-22"),
        ("2024-11-22T10:56:00Z", "2024-11-22"),
        ("22/11/2024", "2024-11-22"),
        ("11/22/2024", "2024-11-22"),
        ("05/06/2024", None),
        ("31 February 2024", None),
        ("Updated November 23, 2024\nPublished November 22, 2024", "2024-11-22"),
        ("By Ida Moen | November 22, 2024", "2024-11-22"),
        ("2 hours ago", None),
        ("", None),
    ],
)
def test_date_lines(tmp_path, lines, published):
    head, body = STORY.split("\n\n", 1)
    article = one(tmp_path, f"{head}\n\n{lines}\n\n{body}")
    assert article.published == published
    assert article.published_from == ("page" if published else None)
    assert lines.split("\n")[0] not in article.text or not lines or published is None


def test_transcript_has_no_dateline(tmp_path):
    article = one(tmp_path, STORY.replace("The harbor of", "SIEGEL: The harbor of").replace("Ferries", "SUND: Ferries"))
    assert article.dateline is None


def test_date_of_a_correction_is_no_date(tmp_path):
    article = one(tmp_path, STORY + "\nAn earlier version misstated the name of the harbor.\n\nFriday, May 10, 2024\n")
    assert article.published is None
    assert ("date", "Friday, May 10, 2024") in article.set_aside


def test_day_of_the_crawl_is_no_date(tmp_path):
    head, body = STORY.split("\n\n", 1)
    page = f"Monday, January 20th, 2025\n\n{head}\n\nShare\n\n{body}"
    article = one(tmp_path, page)
    assert (article.title, article.published, article.published_latest) == (head, None, None)
    assert one(tmp_path, page.replace("Share", "6 May 2024")).published == "2024-05-06"


def test_date_in_file_name(tmp_path):
    article = one(tmp_path, STORY, "gazette_2016-09-21_harbor.txt")
    assert (article.published, article.published_from) == ("2016-09-21", "filename")
    dated = STORY.replace("\n\n", "\n\n20 September 2016\n\n", 1)
    assert one(tmp_path, dated, "gazette_2016-09-21_harbor.txt").published == "2016-09-20"


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        ("It was the worst storm since October 3, 2019, he added.", "2019-10-03"),
        ("A new pier will open on October 3, 2031, he added.", None),
        ("The work ended on May 4, 2020. The next is due by October 3, 2031.", "2020-05-04"),
        ("It was last seen in March 2018, he added.", "2018-03-01"),
        ("The storm came on Friday.", None),
    ],
)
def test_earliest_date_is_what_the_text_proves(tmp_path, sentence, earliest):
    article = one(tmp_path, f"{STORY}\n{sentence}\n")
    assert (article.published, article.published_earliest, article.published_latest) == (None, earliest, None)


def test_publisher_from_contact_address(tmp_path):
    told = STORY.replace("said harbor", "told The Gazette harbor")
    foot = "\nHave a tip? Contact the newsroom at tips@thegazette.example.\n"
    assert one(tmp_path, told + foot).publisher == "The Gazette"
    assert one(tmp_path, STORY + foot).publisher is None
    assert one(tmp_path, told + foot.replace("thegazette.example", "gmail.com")).publisher is None
    assert one(tmp_path, STORY + "\n© 2024 The Gazette. All rights reserved.\n").publisher == "The Gazette"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b" \n\t\r\n ", "empty_file"),
        ("a.html", b"", "empty_file"),
        ("a.txt", bytes(range(256)) * 40, "binary_file"),
        ("a.txt", b"%PDF-1.7\n...", "unsupported_format"),
        ("a.docx", b"PK\x03\x04\x14\x00\x00\x00", "unsupported_format"),
        ("a.json", b"{}", "unsupported_format"),
        ("a.csv", b"a,b\n1,2\n", "unsupported_format"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "unsupported_format"),
        ("a.txt", b"Harbor", "no_article_text"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no_article_text"),
        (
            "a.txt",
            ("Der Hafen wurde am Montag wieder geöffnet, wie die Behörde nach dem Sturm mitteilte. " * 4).encode(),
            "language",
        ),
        ("a.txt", ("Он не был в числе первых учеников. " * 8).encode("cp1251"), "language"),
        ("a.txt", STORY.encode() * 4000, "too_long"),
        ("a.txt", b"x" * 1_000_001, "too_long"),
    ],
)
def test_what_cannot_be_used_is_skipped_with_a_reason(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    corpus = read(tmp_path)
    article = corpus.articles[0]
    assert (article.status, article.reason) == ("skipped", reason)
    assert corpus.used == []
    problem = corpus.problems[-1]
    assert (problem.file, problem.article_id, problem.code) == (article.file, article.article_id, reason)
    assert problem.message and "\n" not in problem.message
    with pytest.raises(NoUsableArticle, match=name):
        corpus.require_usable()


def test_two_megabytes_are_told_not_cut(tmp_path):
    (tmp_path / "long.txt").write_text((STORY * 8000)[:2_000_000])
    (tmp_path / "short.txt").write_text(STORY)
    corpus = read(tmp_path)
    assert [(a.file, a.status) for a in corpus.articles] == [
        (f"{tmp_path.name}/long.txt", "skipped"),
        (f"{tmp_path.name}/short.txt", "used"),
    ]
    assert [p.code for p in corpus.problems] == ["too_long"]


def test_file_too_large_is_not_opened(tmp_path):
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(3_000_000_000)  # sparse: takes no room on the disk
    assert [p.code for p in read(tmp_path).problems] == ["too_long"]


@pytest.mark.parametrize(
    ("encoding", "found", "warned"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16-le", False),
        ("utf-16-le", "utf-16-le", True),
        ("utf-16-be", "utf-16-be", True),
        ("utf-32", "utf-32-le", False),
        ("cp1252", "cp1252", True),
    ],
)
def test_encodings(tmp_path, encoding, found, warned):
    article = one(tmp_path, STORY.encode(encoding))
    assert article.text == STORY.strip()
    assert article.encoding == found
    assert (article.status, article.reason) == (("used_with_warning", "encoding_guessed") if warned else ("used", None))


def test_broken_characters_are_replaced_one_for_one(tmp_path):
    article = one(tmp_path, STORY.replace("two cranes", "two\x00cranes"))
    assert "two\ufffdcranes" in article.text
    assert (article.status, article.reason) == ("used_with_warning", "characters_lost")
    broken = one(tmp_path, STORY.encode().replace(b"cranes", b"cr\xffnes"))
    assert "cr\ufffdnes" in broken.text and "“We lost" in broken.text
    assert broken.reason == "encoding_guessed"


def test_page(tmp_path):
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY.strip().split("\n\n")[1:])
    more = paragraphs.replace("Monday", "Friday").replace("cranes", "boats").replace("Tuesday", "May")
    article = one(
        tmp_path,
        "<!doctype html><html lang='en-GB'><head><title>Harbor reopens after storm - The Gazette</title>"
        "<meta property='og:site_name' content='The Gazette'><meta name='author' content='Ida Moen'>"
        "<meta property='article:published_time' content='2024-05-06T08:00:00Z'>"
        "<link rel='canonical' href='https://gazette.example/harbor'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Harbor reopens after storm</h1><figure><img src='a.png'>"
        f"<figcaption>The crane that fell. Photo: Ida Moen</figcaption></figure>{paragraphs}<h2>What next</h2>{more}"
        "</article><footer>© 2024 The Gazette</footer></body></html>",
        "a.html",
    )
    assert (article.title, article.publisher, article.author) == (
        "Harbor reopens after storm",
        "The Gazette",
        "Ida Moen",
    )
    assert (article.published, article.published_from, article.url) == (
        "2024-05-06",
        "metadata",
        "https://gazette.example/harbor",
    )
    assert article.format == "html" and article.status == "used"
    assert article.text.startswith(STORY.strip())
    assert ("subheading", "What next") in article.set_aside
    assert ("caption", "The crane that fell. Photo: Ida Moen") in article.set_aside


def test_page_without_suffix_and_text_with_a_wrong_one(tmp_path):
    page = (
        "<html><body><article>"
        + "".join(f"<p>{p}</p>" for p in (STORY + OTHER).split("\n\n"))
        + "</article></body></html>"
    )
    assert one(tmp_path, page, "page.txt").format == "html"
    assert one(tmp_path, STORY, "story.html").format == "text"


def test_deep_page_is_flagged(tmp_path):
    paragraphs = "".join(f"<p>{p}</p>" for p in (STORY + OTHER).split("\n\n"))
    deep = "<div>" * 400 + "<p>MARKER said the harbor master.</p>" + "</div>" * 400
    article = one(tmp_path, f"<html><body><article>{paragraphs}{deep}</article></body></html>", "a.html")
    assert "MARKER" in article.text or "deep_html" in article.reason


def _page_of(inner: str) -> str:
    return f"<html><body><article><h1>Harbor closed</h1><p>{STORY}</p>{inner}<p>{OTHER}</p></article></body></html>"


@pytest.mark.parametrize("unit", ["<span>w{} </span>", "<b class=x>w{}</b> ", "<a href=x><i>w{}</i></a> ", "<img>w{} "])
def test_very_many_inline_elements_are_one_text(monkeypatch, unit):
    """Text nodes side by side are what makes trafilatura slow: their number must not grow with that of the elements."""
    nodes = []
    extraction = trafilatura.bare_extraction

    def spy(tree, **options):
        nodes.append(len(tree.xpath("//text()")))
        return extraction(tree, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", spy)
    for n in (1_500, 3_000):
        words = "".join(unit.format(i) for i in range(n))
        pieces, problems = html.read_page(_page_of(f"<p>{words}</p>"), Known())
        assert problems == []
        assert " ".join(f"w{i}" for i in range(n)) in [p.text for p in pieces]
    assert nodes[0] == nodes[1] < 20


def test_ordinary_inline_elements_are_left_to_trafilatura(monkeypatch):
    seen = []
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda tree, **options: seen.append(tree))
    html.read_page(_page_of("<p>" + "<span>word </span>" * 900 + "</p>"), Known())
    assert len(seen[0].findall(".//span")) == 900


def test_metadata_that_would_take_minutes_is_shortened(monkeypatch):
    """trafilatura compares authors with each other and searches broken JSON by the square of its length."""
    seen = []
    extraction = trafilatura.bare_extraction
    monkeypatch.setattr(
        trafilatura,
        "bare_extraction",
        lambda tree, **options: seen.append(etree.tostring(tree)) or extraction(tree, **options),
    )
    names = ("".join(letters).title() for letters in itertools.product("bcdfgklmnp", "aeiou", "bcdfgklmnp"))
    authors = ", ".join(f'{{"@type": "Person", "name": "Ann {name}"}}' for name in names)
    article = '{"@context": "https://schema.org", "@type": "NewsArticle", "author": [%s], "articleBody": "%s"}'
    head = (
        f'<script type="application/ld+json">{article % (authors, "word " * 5_000)}</script>'
        + '<script type="application/ld+json">%s</script>' % ('\\"' * 50_000)
        + f'<meta name="author" content="{"[" * 50_000}">' * 3
    )
    known = Known()
    pieces, problems = html.read_page(_page_of("").replace("<body>", f"<head>{head}</head><body>"), known)
    assert problems == [] and pieces
    assert known.author.startswith("Ann Bab, Ann Bac, Ann Bad")
    assert len(seen[0]) < 8_000


@pytest.mark.parametrize(
    "head, inner",
    [
        ('<script type="application/ld+json">{"headline": "a\\ud800"}</script>', ""),
        ('<script type="application/ld+json">{"headline": "a\uffff"}</script>', ""),
        ('<meta name="author" content="%s">' % ("x\ufffe" * 1500), ""),
        ("", "<p>" + "<b>w\uffff</b><i>&#1;</i> " * 800 + "</p>"),
    ],
)
def test_characters_that_a_tree_does_not_take_stop_no_page(head, inner):
    pieces, problems = html.read_page(_page_of(inner).replace("<body>", f"<head>{head}</head><body>"), Known())
    assert problems == [] and " ".join(OTHER.split()) in [p.text for p in pieces]


@pytest.mark.parametrize(
    "inner, why",
    [
        ("<p>" + "<b>x</b>" * 50_001, "more than 50,000 elements"),
        ("<p>" + "<label>x</label>y" * 20_001, "more than 20,000 elements that are not inline"),
        ("<p " + " ".join(f"a{i}=x" for i in range(60_000)) + ">x</p>", "an element with 60,000 attributes"),
    ],
)
def test_too_complex_a_page_is_refused_before_its_tree_is_built(tmp_path, monkeypatch, inner, why):
    monkeypatch.setattr(html.html, "document_fromstring", None)
    (tmp_path / "a.html").write_text(_page_of(inner))
    corpus = read(tmp_path)
    assert [(a.status, a.reason) for a in corpus.articles] == [("skipped", "too_complex")]
    assert why in corpus.problems[0].message and "save the article alone, as text" in corpus.problems[0].message


def test_same_text_is_used_once(tmp_path):
    for name, text in {
        "a.txt": STORY,
        "b.txt": STORY,
        "c.txt": STORY.upper().replace("\n\n", "\n\n\n"),
        "d.txt": OTHER,
    }.items():
        (tmp_path / name).write_text(text)
    corpus = read(tmp_path)
    a, b, c, d = corpus.articles
    assert [x.status for x in corpus.articles] == ["used", "skipped", "skipped", "used"]
    assert b.duplicate_of == c.duplicate_of == a.article_id
    assert b.article_id == f"{a.article_id}-2"
    assert len({x.article_id for x in corpus.articles}) == 4
    assert [p.code for p in corpus.problems] == ["duplicate", "duplicate"]


def test_sets(tmp_path):
    seeds = tmp_path / "seeds"
    for name in ("spring", "autumn"):
        (seeds / name / "more").mkdir(parents=True)
        (seeds / name / "set.yaml").write_text(f"title: The {name} set\ndescription: Made up\npublished: 2024-01-02\n")
        (seeds / name / "more" / "a.txt").write_text(STORY + name)
    (seeds / "spring" / "issues.yaml").write_text(
        "- id: reopen\n  proposition: The harbor should reopen\n  about: [harbor, port]\n  all_of: [open]\n"
        "  for: [should reopen]\n  against: keep closed\n"
    )
    (seeds / "private").mkdir()
    for name in ("b.txt", ".hidden.txt", "README.md"):
        (seeds / "private" / name).write_text(OTHER)
    corpus = read([seeds])
    assert [(a.set, a.file) for a in corpus.articles] == [
        ("autumn", "seeds/autumn/more/a.txt"),
        ("private", "seeds/private/b.txt"),
        ("spring", "seeds/spring/more/a.txt"),
    ]
    assert [s.name for s in corpus.sets] == ["autumn", "private", "spring"]
    spring = corpus.sets[2]
    assert (spring.title, spring.description, spring.about["published"]) == ("The spring set", "Made up", "2024-01-02")
    issue = spring.issues[0]
    assert (issue.id, issue.about, issue.all_of, issue.phrases_for, issue.phrases_against) == (
        "reopen",
        ("harbor", "port"),
        (("open",),),
        ("should reopen",),
        ("keep closed",),
    )
    assert [a.file for a in read([seeds / "spring"]).articles] == ["spring/more/a.txt"]


def test_set_describes_single_files(tmp_path):
    (tmp_path / "set.yaml").write_text("articles:\n  a.txt: {published: 2024-02-03, publisher: The Gazette}\n")
    (tmp_path / "a.txt").write_text(STORY)
    article = read(tmp_path).articles[0]
    assert (article.published, article.published_from, article.publisher) == ("2024-02-03", "set", "The Gazette")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "issues.yaml",
            "- id: a\n  proposition: x\n- id: b\n  propositon: y\n",
            r"issues\.yaml, line 3: unknown key 'propositon'",
        ),
        (
            "issues.yaml",
            "- id: a\n  proposition: x\n- id: a\n  proposition: y\n",
            r"issues\.yaml, line 3: the id 'a' is used twice",
        ),
        ("issues.yaml", "- id: a\n", r"issues\.yaml, line 1: the issue needs proposition"),
        ("issues.yaml", "- id: a\n  proposition: x\n  about: {b: c}\n", r"issues\.yaml, line 1: 'about' must be"),
        ("issues.yaml", "- id: [a\n", r"issues\.yaml, line 2: "),
        ("issues.yaml", "just text", r"issues\.yaml, line 1: expected a list"),
        ("set.yaml", "title: a\n b: c\n", r"set\.yaml, line 2: "),
        ("set.yaml", "- a\n", r"set\.yaml, line 1: expected keys"),
        ("set.yaml", "a: !!python/object/apply:os.system ['true']\n", r"set\.yaml, line 1: "),
    ],
)
def test_broken_yaml_names_file_and_line(tmp_path, name, content, message):
    (tmp_path / name).write_text(content)
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(UsageError, match=message):
        read(tmp_path)


def test_missing_and_empty(tmp_path):
    with pytest.raises(UsageError, match="nowhere: no such file or folder"):
        read("nowhere")
    with pytest.raises(NoUsableArticle, match="empty"):
        read(tmp_path).require_usable()


def test_relative_to_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY)
    assert read("a.txt").articles[0].file == "a.txt"
    assert read("tests/ingest_cases/broadcaster.txt").articles[0].set == "ingest_cases"


def test_each_file_once_and_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(STORY + name)
    seen = []
    corpus = read([tmp_path / "c.txt", tmp_path, tmp_path / "a.txt"], progress=lambda *step: seen.append(step))
    assert sorted(a.file.split("/")[-1] for a in corpus.articles) == ["a.txt", "b.txt", "c.txt"]
    assert [(done, total) for done, total, _ in seen] == [(1, 3), (2, 3), (3, 3)]


def test_links_out_of_the_folder_are_refused(tmp_path):
    inside, outside = tmp_path / "clips", tmp_path / "clips-secret"
    inside.mkdir(), outside.mkdir()
    (outside / "secret.txt").write_text(STORY)
    (inside / "own.txt").write_text(OTHER)
    os.symlink(outside / "secret.txt", inside / "link.txt")
    os.symlink(outside, inside / "folder")
    os.symlink(inside, inside / "loop")
    os.symlink("nowhere", inside / "broken.txt")
    os.mkfifo(inside / "pipe.txt")
    corpus = read(inside)
    assert [a.file for a in corpus.used] == ["clips/own.txt"]
    assert {p.file: p.code for p in corpus.problems} == {
        "clips/link.txt": "outside_source",
        "clips/folder": "outside_source",
        "clips/broken.txt": "unreadable_file",
        "clips/pipe.txt": "not_a_file",
    }
    assert all("reopened" not in a.text for a in corpus.articles if a.status == "skipped")


def test_odd_file_names(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(STORY.encode())
    article = read(tmp_path).articles[0]
    article.file.encode("utf-8")
    assert article.status == "used"


@pytest.mark.parametrize(
    "unit",
    [
        "The minister said “no” on Tuesday, ",
        "word\n",
        "“",
        "A-",
        "a | ",
        "Some Headline Here\n\n",
        "by A ",
        "It said “no” on March 3, 2020. It will go on by May 4, 2021.\n\n",
    ],
)
def test_time_grows_with_length_only(tmp_path, unit):
    def seconds(length: int) -> float:
        (tmp_path / "a.txt").write_text((unit * (length // len(unit) + 1))[:length])
        best = 9e9
        for _ in range(3):
            start = time.process_time()
            read(tmp_path)
            best = min(best, time.process_time() - start)
        return best

    seconds(1000)
    # eight times the text; a quadratic step would take 64 times as long
    assert seconds(80_000) < 24 * max(seconds(10_000), 0.002)
