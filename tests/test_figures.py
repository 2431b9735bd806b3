"""Charts on hand-made tables: what they label, what their alt text claims, and what they say where there is nothing."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import figures, schema
from analysis.figures import matrix, style, timeline, words
from analysis.figures.output import as_html, png, save, svg

HOSTILE = "$x_1$ </title><script>alert(1)</script>\u202eevil\nname"


def with_ids(table):
    """The table with an id for each actor, target and issue, as the summaries have them."""
    return table.assign(
        **{f"{c}_id": ["id " + v for v in table[c]] for c in ("actor", "target", "issue") if c in table}
    )


@pytest.fixture
def counts():
    rows = [("China", 30, 2, 12, 3, 10, 5, 0), ("Ana Ruiz", 4, 1, 4, 0, 0, 0, 0), (HOSTILE, 1, 1, 0, 0, 0, 0, 1)]
    return pd.DataFrame(
        rows, columns=["actor", "mentions", "articles", "name", "alias", "metonym", "description", "pronoun"]
    )


@pytest.fixture
def mentions():
    rows = [
        ("China", "a1", "2024-11-22", "2024-11-22", "2024-11-22", 20),
        ("China", "a2", None, "2024-10-25", None, 10),
        ("Ana Ruiz", "a2", None, "2024-10-25", None, 4),
        ("Ana Ruiz", "a3", None, "2024-10-01", "2024-10-09", 1),
    ]
    columns = ["actor", "article_id", "published", "published_earliest", "published_latest", "mentions"]
    return with_ids(pd.DataFrame(rows, columns=columns)).astype({"published": "str", "published_latest": "str"})


@pytest.fixture
def speakers():
    rows = [
        ("Ana Ruiz", 60, 3, 0.48, 40, 0, 20),
        ("Officials", 20, 1, 0.16, 0, 0, 20),
        ("Bo Li", 10, 1, 0.08, 10, 0, 0),
        ("Cy Ode", 10, 1, 0.08, 0, 0, 10),
    ]  # 25 more words are nobody's
    return pd.DataFrame(
        rows, columns=["speaker", "words", "quotes", "share", "words_direct", "words_mixed", "words_indirect"]
    )


@pytest.fixture
def stances():
    rows = [
        ("Ana Ruiz", "Talks should open", "own", "for", 2),
        ("Bo Li", "Talks should open", "own", "against", 1),
        ("China", "Talks should open", "ascribed", "against", 3),
        ("China", "Tolls should rise", "own", "unclear", 1),
    ]
    return with_ids(pd.DataFrame(rows, columns=["actor", "issue", "words", "stance", "statements"]))


@pytest.fixture
def towards():
    rows = [
        ("Ana Ruiz", "China", "critical", 3),
        ("Ana Ruiz", "China", "supportive", 1),
        ("Bo Li", "Ana Ruiz", "supportive", 2),
    ]
    return with_ids(pd.DataFrame(rows, columns=["actor", "target", "towards", "statements"]))


@pytest.fixture
def tones():
    rows = [
        ("China", "c", "journalist", 2, 0, 0),
        ("China", "c", "speakers", 0, 0, 1),
        ("Ana Ruiz", "r", "speakers", 0, 1, 0),
    ]
    return pd.DataFrame(rows, columns=["actor", "actor_id", "voice", "negative", "neutral", "positive"])


@pytest.fixture
def articles():
    return schema.frame(
        "articles",
        [
            {"article_id": "a1", "publisher": "Gazette", "published": "2024-11-22", "status": "used"},
            {"article_id": "a2", "published_earliest": "2024-10-25", "status": "used_with_warning"},
            {"article_id": "a3", "publisher": "Gazette", "published": "2024-11-20", "status": "skipped"},
        ],
    )


def drawn(fig: Figure) -> str:
    """All text of a figure, one line each."""
    fig.draw_without_rendering()
    return "\n".join(t.get_text() for t in fig.findobj(lambda a: hasattr(a, "get_text")) if t.get_visible())


def test_mention_frequency_labels_bars_and_states_the_leader(counts):
    text = drawn(figures.mention_frequency.figure(counts))
    assert "30 in 2 articles" in text and "n = 35 mentions" in text and "by capital or seat" in text
    alt = figures.mention_frequency.alt_text(counts)
    assert (
        alt.startswith("China is mentioned most, 30 times in 2 articles, ahead of Ana Ruiz (4)")
        and "33% of the mentions of China" in alt
    )


def test_mention_frequency_keeps_the_top(counts):
    text = drawn(figures.mention_frequency.figure(counts, top_n=1))
    assert "the 1 most mentioned of 3 actors" in text and "Ana Ruiz" not in text


def test_forms_that_do_not_occur_are_not_in_the_key(counts):
    assert "capital" not in drawn(figures.mention_frequency.figure(counts.iloc[[1]]))


def test_unknown_dates_are_ranges(mentions):
    china, ruiz = figures.mentions_over_time.rows(mentions)
    assert china.bins == {date(2024, 11, 22): 20}
    assert china.ranges == (timeline.Range(date(2024, 10, 25), None, 1, 10),)
    assert ruiz.bins == {} and [r.latest for r in ruiz.ranges] == [date(2024, 10, 9), None]
    text = drawn(figures.mentions_over_time.figure(mentions))
    assert "10 mentions in 1 article, 25 Oct 2024 or later" in text and "between 1 Oct 2024 and 9 Oct 2024" in text
    assert "n = 3 articles, 2 of unknown date" in text
    assert (
        "20 mentions on 22 Nov 2024; 15 mentions of these actors stand in 2 articles"
        in figures.mentions_over_time.alt_text(mentions)
    )


def test_many_ranges_become_one_that_spans_them():
    undated = pd.DataFrame(
        [("x", None, f"2024-10-0{i}", f"2024-10-1{i}", 1) for i in range(1, 6)],
        columns=["actor", "published", "published_earliest", "published_latest", "n"],
    )
    (row,) = timeline.rows(undated, "actor", "n", {"x": "X"})
    assert row.ranges == (timeline.Range(date(2024, 10, 1), date(2024, 10, 15), 5, 5),)


@pytest.mark.parametrize(
    "last, unit", [("2024-02-10", "day"), ("2024-09-01", "week"), ("2028-01-01", "month"), ("2044-01-01", "year")]
)
def test_bins_grow_with_the_span(last, unit):
    assert timeline.unit_for(pd.DataFrame({"published": ["2024-01-01", None, last]})) == unit


def test_a_bin_begins_on_its_first_day():
    assert [timeline.bin_of(date(2024, 11, 21), u) for u in ("day", "week", "month", "year")] == [
        date(2024, 11, 21),
        date(2024, 11, 18),
        date(2024, 11, 1),
        date(2024, 1, 1),
    ]


def test_articles_over_time_leaves_out_what_was_skipped(articles):
    text = drawn(figures.articles_over_time.figure(articles))
    assert "n = 2 articles, 1 of unknown date" in text and "publisher not known" in text
    assert (
        figures.articles_over_time.alt_text(articles)
        == "Gazette published 1 of 2 articles; the known date is 22 Nov 2024; 1 article has no known date."
    )


def test_quotes_by_speaker_shows_shares_of_all_words(speakers):
    text = drawn(figures.quotes_by_speaker.figure(speakers))
    assert "48% · 60 words in 3 quotes" in text and "n = 100 words in 6 quotes of a known speaker" in text
    assert figures.quotes_by_speaker.data(speakers).iloc[0]["direct"] == pytest.approx(32)
    assert figures.quotes_by_speaker.alt_text(speakers) == (
        "Ana Ruiz is given most room, 48% of all attributed words: 60 words in 3 quotes; "
        "the first three of 4 speakers have 72% together."
    )


def test_actor_by_issue_keeps_own_words_apart(stances):
    text = drawn(figures.actor_by_issue.figure(stances))
    assert (
        text.count("own words") >= 2
        and text.count("said of it") == 2
        and "+2" in text
        and "−3" in text
        and "·1" in text
    )
    assert (
        figures.actor_by_issue.alt_text(stances)
        == "On “Talks should open”, Ana Ruiz is for and Bo Li is against in their own words."
    )
    assert "no two actors take opposite stances" in figures.actor_by_issue.alt_text(
        stances[stances["actor"] != "Bo Li"]
    )


def test_issues_and_actors_that_are_cut_leave_no_empty_row_or_column(stances):
    (ax,) = figures.actor_by_issue.figure(stances, top_n=1).axes
    assert [t.get_text() for t in ax.get_yticklabels()] == ["China"]
    (ax,) = figures.actor_by_issue.figure(stances, top_issues=1).axes
    assert len(ax.get_xticklabels()) == 2


@pytest.mark.parametrize(
    "held, text, meaning",
    [
        ({"for": 3}, "+3", "for"),
        ({"for": 3, "against": 1}, "+3 −1", "mixed"),
        ({"mixed": 2}, "±2", "mixed"),
        ({"unclear": 1200}, "·1,200", "unclear"),
        ({"against": 1, "unclear": 2}, "−1 ·2", "against"),
    ],
)
def test_signs_of_a_cell(held, text, meaning):
    assert matrix.signed(held, "for", "against", "unclear") == (text, meaning)


def test_actor_towards_actor(towards):
    assert "+1 −3" in drawn(figures.actor_towards_actor.figure(towards))
    assert (
        figures.actor_towards_actor.alt_text(towards) == "Ana Ruiz is most often critical of China (3 statements); "
        "Bo Li is most often supportive of Ana Ruiz (2 statements)."
    )


def test_sentiment_keeps_voices_apart_and_counts(tones):
    text = drawn(figures.sentiment_by_actor.figure(tones))
    assert "n = 4 sentences" in text and "in the journalist’s voice" in text and "no sentence" in text
    assert figures.sentiment_by_actor.alt_text(tones) == (
        "In the journalist’s voice, negative sentences are most often about China (2 of its 2); "
        "in speakers’ voices, positive sentences are most often about China (1 of its 1)."
    )
    assert len(figures.sentiment_by_actor.data(tones, top_n=1)) == 2


def test_two_actors_of_one_name_stay_two(stances, towards, mentions, tones):
    twin = {"actor": "China"}
    assert matrix.names(figures.actor_by_issue.data(stances.assign(**twin)), "actor") == ["China"] * 3
    assert matrix.names(figures.actor_towards_actor.data(towards.assign(**twin)), "actor") == ["China"] * 2
    assert [r.name for r in figures.mentions_over_time.rows(mentions.assign(**twin))] == ["China"] * 2
    assert figures.sentiment_by_actor.data(tones.assign(**twin))["actor"].tolist() == ["China"] * 4


CASES = [
    (figures.mention_frequency, "counts"),
    (figures.mentions_over_time, "mentions"),
    (figures.articles_over_time, "articles"),
    (figures.quotes_by_speaker, "speakers"),
    (figures.actor_by_issue, "stances"),
    (figures.actor_towards_actor, "towards"),
    (figures.sentiment_by_actor, "tones"),
]


def test_every_chart_is_covered():
    assert {c for c, _ in CASES} == set(figures.CHARTS)


@pytest.mark.parametrize("chart, fixture", CASES, ids=lambda x: getattr(x, "__name__", x))
def test_nothing_to_draw_is_a_sentence_not_a_panel(chart, fixture, request):
    table = request.getfixturevalue(fixture).iloc[:0]
    assert chart.figure(table) is None
    alt = chart.alt_text(table)
    assert alt.startswith("No") and alt.endswith(".")
    assert as_html(None, alt, "x") == f'<p class="nothing" id="figure-x">{alt}</p>'


@pytest.mark.parametrize("chart, fixture", CASES, ids=lambda x: getattr(x, "__name__", x))
def test_same_table_same_bytes_and_no_empty_panel(chart, fixture, request):
    table = request.getfixturevalue(fixture)
    alt = chart.alt_text(table)
    assert alt.endswith(".") and len(alt.split()) > 5
    figs = [chart.figure(table) for _ in range(2)]
    assert all(ax.has_data() or ax.patches for ax in figs[0].axes)
    assert svg(figs[0], alt) == svg(figs[1], alt) == svg(figs[0], alt)
    assert png(figs[0]) == png(figs[1])
    assert not re.search(rb"20\d\d-\d\d-\d\dT|matplotlib v", svg(figs[0], alt).lower())


def test_no_known_date_is_said(mentions, articles):
    undated = {"published": None, "published_earliest": None, "published_latest": None}
    for chart, table in ((figures.mentions_over_time, mentions), (figures.articles_over_time, articles)):
        assert chart.figure(table.assign(**undated)) is None
        assert "has a known date" in chart.alt_text(table.assign(**undated))


def test_names_are_drawn_as_they_are_and_escaped(counts):
    fig = figures.mention_frequency.figure(counts.iloc[[2]])
    assert "$x_1$ </title><script>alert(1)</s…" in drawn(fig)  # no formula, one line, no change of direction
    alt = figures.mention_frequency.alt_text(counts.iloc[[2]])
    assert "<script" not in as_html(fig, alt, "x") and "<script" not in svg(fig, alt).decode()
    ET.fromstring(svg(fig, alt))


def test_figures_do_not_depend_on_the_users_settings(counts):
    import matplotlib

    before = svg(figures.mention_frequency.figure(counts), "A.")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        assert svg(figures.mention_frequency.figure(counts), "A.") == before


def test_show_saves_both_files_and_displays_alt_text(counts, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("analysis.figures.output.display", lambda shown: seen.append(shown.data))
    figures.draw(figures.mention_frequency, counts, top_n=2, folder=tmp_path / "figures")
    assert sorted(p.name for p in (tmp_path / "figures").iterdir()) == [
        "mention_frequency.png",
        "mention_frequency.svg",
    ]
    assert 'alt="China is mentioned most' in seen[0] and 'src="data:image/png;base64,' in seen[0]
    figures.draw(figures.mention_frequency, counts.iloc[:0], folder=tmp_path / "none")
    assert not (tmp_path / "none").exists() and seen[1].startswith("<p")


def test_saving_twice_gives_the_same_files(counts, tmp_path):
    for _ in range(2):
        save(figures.mention_frequency.figure(counts), "A.", "one", tmp_path)
        first, second = (tmp_path / "one.svg").read_bytes(), (tmp_path / "one.png").read_bytes()
    assert (first, second) == ((tmp_path / "one.svg").read_bytes(), (tmp_path / "one.png").read_bytes())


def test_words():
    assert (
        words.sentence("publisher not known leads", "one has no date") == "Publisher not known leads; one has no date."
    )
    assert words.listing(["a", "b", "c"]) == "a, b and c" and words.listing([]) == ""
    assert words.share(1, 400) == "under 1%" and words.share(0, 0) == "0%"
    assert (
        words.most(5, 5, "actor", "largest") == "all 5 actors"
        and words.most(1, 1, "actor", "largest") == "the only actor"
    )
    assert style.wrap("one two three four", 8, 2) == "one two\nthree …"
