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
    columns = ["actor", "mentions", "articles", "name", "alias", "metonym", "description", "pronoun"]
    return pd.DataFrame(rows, columns=columns).assign(per_thousand=[15.0, 2.0, 0.5])


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
def by_publisher():
    rows = [("China", "Gazette", 6, 30.0), ("Ana Ruiz", "Gazette", 1, 5.0), ("China", None, 2, 2.0)]
    return with_ids(pd.DataFrame(rows, columns=["actor", "publisher", "mentions", "per_thousand"]))


@pytest.fixture
def speakers_by():
    rows = [
        ("Gazette", "Ana Ruiz", "r", 30, 2, 0.6),
        ("Post", "Officials", None, 8, 1, 0.8),
        ("Post", "Bo", "b", 2, 1, 0.2),
    ]
    columns = ["publisher", "speaker", "speaker_id", "words", "quotes", "share"]
    return pd.DataFrame(rows, columns=columns).astype({"speaker_id": "str"})


@pytest.fixture
def sources():
    rows = [
        ("Gazette", "named", 3, '["q1", "q2", "q3"]'),
        ("Gazette", "unnamed", 1, '["q4"]'),
        (None, "named", 1, '["q5"]'),
        (None, "unresolved", 1, '["q6"]'),
    ]
    return pd.DataFrame(rows, columns=["publisher", "sourcing", "quotes", "quote_ids"])


@pytest.fixture
def pairs():
    rows = [("China", "Ana Ruiz", 9, 4), ("China", "Bo Li", 3, 2), ("Ana Ruiz", "Bo Li", 1, 1)]
    table = with_ids(pd.DataFrame(rows, columns=["actor", "other", "paragraphs", "articles"]))
    return table.assign(other_id=["id " + name for name in table["other"]])


@pytest.fixture
def acts():
    rows = [("2024-11-21", "said", "request"), ("2024-11-22", "published", "request"), (None, None, "warn")]
    made = pd.DataFrame(rows, columns=["date", "day_from", "act"])
    return made.assign(actor="China", speaker_id="c", quote_id=["q1", "q2", "q3"])


@pytest.fixture
def means():
    rows = [
        ("China", "c", "journalist", 20, 5, 1, 26, 12, -0.6, -0.8, -0.3),
        ("China", "c", "speakers", 1, 2, 3, 6, 4, 0.4, None, None),
        ("Ana Ruiz", "r", "journalist", 1, 1, 1, 3, 2, 0.0, None, None),
    ]
    columns = "actor actor_id voice negative neutral positive sentences articles score low high".split()
    return pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})


@pytest.fixture
def tones_in_time():
    rows = [
        ("China", "c", "journalist", "2024-11-21", 2, 1, 0),
        ("China", "c", "journalist", "2024-11-22", 0, 1, 1),
        ("China", "c", "speakers", None, 3, 0, 0),
        ("Ana Ruiz", "r", "speakers", "2024-11-22", 0, 1, 0),
    ]
    table = pd.DataFrame(rows, columns="actor actor_id voice published negative neutral positive".split())
    return table.assign(sentences=table[["negative", "neutral", "positive"]].sum(axis=1)).astype({"published": "str"})


@pytest.fixture
def tones_of_publishers():
    rows = [
        ("China", "c", "Gazette", "journalist", 8, 2, 0, 10, 12, -0.8),
        ("China", "c", "Post", "journalist", 0, 9, 1, 10, 2, 0.1),
        ("Ana Ruiz", "r", "Post", "journalist", 1, 0, 0, 1, 1, -0.9),
        ("China", "c", "Post", "speakers", 9, 0, 0, 9, 9, -1.0),
    ]
    columns = "actor actor_id publisher voice negative neutral positive sentences articles score".split()
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture
def articles():
    return schema.frame(
        "articles",
        [
            {"article_id": "a1", "publisher": "Gazette", "published": "2024-11-22", "status": "used", "words": 100},
            {"article_id": "a2", "published_earliest": "2024-10-25", "status": "used_with_warning", "words": 400},
            {"article_id": "a3", "publisher": "Gazette", "published": "2024-11-20", "status": "skipped", "words": 9},
        ],
    )


def drawn(fig: Figure) -> str:
    """All text of a figure, one line each, its line breaks as spaces."""
    fig.draw_without_rendering()
    texts = (t.get_text() for t in fig.findobj(lambda a: hasattr(a, "get_text")) if t.get_visible())
    return "\n".join(text.replace("\n", " ") for text in texts)


def test_mention_frequency_labels_bars_and_states_the_leader(counts):
    text = drawn(figures.mention_frequency.figure(counts))
    assert (
        "30 in 2 articles · 15.0 per 1,000 words" in text and "n = 35 mentions" in text and "by capital or seat" in text
    )
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
    assert china.ranges == (timeline.Range(date(2024, 10, 25), None, 1, 10, ("a2",)),)
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
        [("x", f"a{i}", None, f"2024-10-0{i}", f"2024-10-1{i}", 1) for i in range(1, 6)],
        columns=["actor", "article_id", "published", "published_earliest", "published_latest", "n"],
    )
    (row,) = timeline.rows(undated, "actor", "n", {"x": "X"})
    assert row.ranges == (timeline.Range(date(2024, 10, 1), date(2024, 10, 15), 5, 5, ("a1", "a2", "a3", "a4", "a5")),)


WEEKS = [str(d.date()) for d in pd.date_range("2016-09-08", periods=40)]


@pytest.mark.parametrize(
    "last, unit", [("2024-02-10", "day"), ("2024-09-01", "week"), ("2028-01-01", "month"), ("2044-01-01", "year")]
)
def test_bins_grow_with_the_span(last, unit):
    assert timeline.unit_for(pd.DataFrame({"published": ["2024-01-01", None, last]})) == unit


@pytest.mark.parametrize(
    "days, drawn_days",
    [
        ([*WEEKS, "2001-09-11", "2013-01-05"], 40),  # two in 42, years away
        ([*WEEKS, "2016-11-20"], 41),  # the gap is no longer than the time they cover
        ([*WEEKS, *["2001-09-11"] * 3], 43),  # more than one in twenty
        (["2016-01-01", "2020-01-01"], 2),
        ([], 0),
    ],
)
def test_a_few_dates_of_years_ago_do_not_set_the_axis(days, drawn_days):
    near = timeline.near(pd.Series([*days, None], dtype=object))
    assert near.dtype == bool and near.sum() == drawn_days and not near.iloc[-1]


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
        ({"for": 1, "against": 34}, "+1 −34", "against"),
        ({"for": 9, "mixed": 3}, "+9 ±3", "mixed"),
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


def test_article_lengths_leave_out_what_was_skipped(articles):
    text = drawn(figures.article_lengths.figure(articles))
    assert "n = 2 articles" in text and "publisher not known (n = 1)" in text and "Gazette (n = 1)" in text
    assert figures.article_lengths.alt_text(articles) == (
        "The middle one of 2 articles has 250 words, the shortest 100, the longest 400; "
        "publisher not known runs longest, with 400 words in its middle article."
    )
    wide = articles.assign(words=[10, 4000, 9])
    assert "logarithmic" in drawn(figures.article_lengths.figure(wide)) and "logarithmic" not in text


def test_publishers_are_compared_by_rate_and_one_alone_is_not(by_publisher):
    assert "30.0" in drawn(figures.mentions_by_publisher.figure(by_publisher))
    assert figures.mentions_by_publisher.alt_text(by_publisher) == (
        "Publishers differ most on China: 30.0 mentions per 1,000 words in Gazette, 2.0 in publisher not known."
    )
    assert figures.mentions_by_publisher.figure(by_publisher.head(2)) is None
    assert figures.mentions_by_publisher.alt_text(by_publisher.head(2)) == figures.mentions_by_publisher.ONE


def test_words_by_publisher_keeps_unnamed_speakers(speakers_by):
    text = drawn(figures.words_by_publisher.figure(speakers_by))
    assert "Officials" in text and "80%" in text and "n = 40 words in 4 quotes" in text
    assert figures.words_by_publisher.alt_text(speakers_by) == (
        "Gazette gives Ana Ruiz most room, 60% of its attributed words; "
        "Post gives Officials most room, 80% of its attributed words."
    )


def test_sourcing_counts_all_statements(sources):
    text = drawn(figures.sourcing.figure(sources))
    assert "75% named, n = 4" in text and "n = 6 statements" in text and "document" not in text
    assert figures.sourcing.data(sources)["quote_ids"].tolist()[0] == ["q1", "q2", "q3", "q4"]
    assert figures.sourcing.alt_text(sources).startswith("Named sources are behind 67% of 6 statements, institut")
    assert figures.sourcing.alt_text(sources).endswith("Gazette relies most on unnamed sources (25%).")


def test_labels_of_the_network_do_not_overlap():
    letters = [f"A rather long name {c}" for c in "abcdefghijklmno"]
    rows = [(a, b, 9 - i % 8, 1) for i, a in enumerate(letters) for b in letters[i + 1 :]]
    table = with_ids(pd.DataFrame(rows, columns=["actor", "other", "paragraphs", "articles"]))
    fig = figures.co_mentions.figure(table.assign(other_id=["id " + n for n in table["other"]]), lines=200)
    fig.draw_without_rendering()
    boxes = [t.get_window_extent() for t in fig.axes[0].texts if "name" in t.get_text()]
    assert len(boxes) == 15 and not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert all(0 <= b.x0 and b.x1 <= fig.bbox.x1 and 0 <= b.y0 and b.y1 <= fig.bbox.y1 for b in boxes)


def test_co_mentions_write_the_strongest(pairs):
    text = drawn(figures.co_mentions.figure(pairs))
    assert "9" in text.split("\n") and "3 actors" in text
    assert figures.co_mentions.alt_text(pairs) == (
        "China and Ana Ruiz are named together most, in 9 paragraphs of 4 articles, ahead of China and Bo Li (3)."
    )


def test_acts_are_in_the_analysts_words_and_undated_ones_are_counted(acts):
    text = drawn(figures.acts_over_time.figure(acts))
    assert "urges" in text and "warns" not in text and "n = 3 statements, the day of 1 told by the article" in text
    assert "What China does by speaking" in text and "of 1 unknown" in text
    assert figures.acts_over_time.alt_text(acts) == (
        "Of 2 dated statements of China, 2 are of the kind “urges”; the last, on 22 Nov 2024, is “urges”."
    )
    assert figures.acts_over_time.figure(acts.tail(1)) is None
    assert figures.acts_over_time.alt_text(acts.tail(1)) == figures.acts_over_time.UNDATED


def test_acts_of_far_off_days_are_counted_and_not_drawn(acts):
    many = pd.concat([acts.head(1).assign(date=d) for d in [*WEEKS, "2001-09-11"]], ignore_index=True)
    text = drawn(figures.acts_over_time.figure(many))
    assert "a bar is one day" in text and "not drawn: 1 far off (on 11 Sep 2001)" in text
    assert figures.acts_over_time.data(many)["statements"].sum() == 40


def test_a_mean_is_drawn_from_ten_articles_on_and_counts_below(means):
    text = drawn(figures.tone_with_intervals.figure(means))
    assert "−0.60, n = 26 in 12 articles" in text and "Ana Ruiz" not in text
    assert figures.tone_with_intervals.alt_text(means) == (
        "In the journalist’s voice, the mean tone is surely negative towards 1 of 1, most towards China."
    )
    assert figures.tone_with_intervals.figure(means.tail(2)) is None
    both = means.assign(low=[-0.8, 0.1, None], high=[-0.3, 0.5, None])
    both.loc[2] = ["Ana Ruiz", "r", "speakers", 1, 2, 3, 6, 12, 0.1, -0.1, 0.3]
    assert "no sentence" in drawn(figures.tone_with_intervals.figure(both))


def test_tone_over_time_keeps_voices_apart_and_says_what_it_leaves_out(tones_in_time):
    text = drawn(figures.tone_over_time.figure(tones_in_time))
    assert "3 sentences of unknown date left out" in text and "in speakers’ voices" not in text
    assert figures.tone_over_time.alt_text(tones_in_time) == (
        "Most negative sentences are about China on 21 Nov 2024, in the journalist’s voice (2); "
        "most positive sentences are about China on 22 Nov 2024, in the journalist’s voice (1)."
    )
    assert figures.tone_over_time.alt_text(tones_in_time.tail(1)) == figures.tone_over_time.NEUTRAL
    assert figures.tone_over_time.figure(tones_in_time.iloc[[2]]) is None
    assert figures.tone_over_time.alt_text(tones_in_time.iloc[[2]]) == figures.tone_over_time.UNDATED


def test_tone_by_publisher_is_the_journalists(tones_of_publishers):
    text = drawn(figures.tone_by_publisher.figure(tones_of_publishers))
    assert "−8 of 10" in text and "+1 of 10" in text and "n = 21 sentences" in text
    assert figures.tone_by_publisher.alt_text(tones_of_publishers) == (
        "Publishers’ tone differs most on China: 0.10 on average in Post, −0.80 in Gazette "
        "(few articles: read the counts)."
    )


CASES = [
    (figures.mention_frequency, "counts"),
    (figures.mentions_over_time, "mentions"),
    (figures.articles_over_time, "articles"),
    (figures.quotes_by_speaker, "speakers"),
    (figures.actor_by_issue, "stances"),
    (figures.actor_towards_actor, "towards"),
    (figures.sentiment_by_actor, "tones"),
    (figures.article_lengths, "articles"),
    (figures.mentions_by_publisher, "by_publisher"),
    (figures.words_by_publisher, "speakers_by"),
    (figures.sourcing, "sources"),
    (figures.co_mentions, "pairs"),
    (figures.acts_over_time, "acts"),
    (figures.tone_with_intervals, "means"),
    (figures.tone_over_time, "tones_in_time"),
    (figures.tone_by_publisher, "tones_of_publishers"),
]


def test_every_chart_is_covered():
    assert {c for c, _ in CASES} == set(figures.CHARTS)


@pytest.mark.parametrize("chart, fixture", CASES, ids=lambda x: getattr(x, "__name__", x))
def test_nothing_to_draw_is_a_sentence_not_a_panel(chart, fixture, request):
    table = request.getfixturevalue(fixture).iloc[:0]
    assert chart.figure(table) is None
    alt = chart.alt_text(table)
    assert alt.startswith("No") and alt.endswith(".")
    assert as_html(None, alt, "x") == f'<p class="nothing tex2jax_ignore mathjax_ignore" id="figure-x">{alt}</p>'


@pytest.mark.parametrize("chart, fixture", CASES, ids=lambda x: getattr(x, "__name__", x))
def test_same_table_same_bytes_and_no_empty_panel(chart, fixture, request):
    table = request.getfixturevalue(fixture)
    alt = chart.alt_text(table)
    assert alt.endswith(".") and len(alt.split()) > 5
    figs = [chart.figure(table) for _ in range(2)]
    assert len(chart.data(table)) and isinstance(chart.data(table), pd.DataFrame)
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
    assert "$x_1$ </title><script>alert(1)</scr…" in drawn(fig)  # no formula, one line, no change of direction
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
    assert "<details" in seen[0] and '<th scope="row">Ana Ruiz</th>' in seen[0]  # its data as a table
    figures.draw(figures.mention_frequency, counts.iloc[:0], folder=tmp_path / "none")
    assert not (tmp_path / "none").exists() and seen[1].startswith("<p")


def test_the_numbers_of_a_chart_have_their_unit(sources, monkeypatch):
    seen = []
    monkeypatch.setattr("analysis.figures.output.display", lambda shown: seen.append(shown.data))
    figures.draw(figures.sourcing, sources)
    assert "sourcing; kinds of source in % of the publisher’s statements</caption>" in seen[0]


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
    assert [words.share(n, 1000) for n in (0, 0.1, 2, 16, 999)] == ["0%", "under 0.1%", "0.2%", "2%", "over 99%"]
    assert words.share(0, 0) == "0%" and words.share(sum([0.1] * 10), 1) == "100%"
    assert (
        words.most(5, 5, "actor", "largest") == "all 5 actors"
        and words.most(1, 1, "actor", "largest") == "the only actor"
    )
    assert style.wrap("one two three four", 8, 2) == "one two\nthree …"
