"""The workbook: lazy, honest about what it could not use, the same twice; and the answers that notebooks ask it for."""

import html
import json
import re

import pandas as pd
import pytest
from handmade import actor, article, doc, said_by

import analysis
from analysis import schema
from analysis.errors import NoUsableArticle, UsageError
from analysis.ingest.sets import Issue
from analysis.store import Store
from analysis.tables import build, show, summaries, words

ISSUE = Issue(
    "talks", "There should be talks", about=("talks",), phrases_for=("want talks",), phrases_against=("no talks",)
)
BODY = (
    "Lin Jian said on Thursday that “we want talks” with Ukraine. Anna Ward said there can be "
    "“no talks <script>alert(1)</script>” with China. "
    "Anna Ward urged China to act."
)


def annotated(text):
    if "Lin" not in text:
        return doc(text)
    actors = [
        actor(text, "Lin Jian", speaks_for="China", role="spokesman"),
        actor(text, "Anna Ward", capacity="expert"),
        actor(text, "China", "state"),
        actor(text, "Ukraine", "state"),
    ]
    say = said_by(text, actors)
    return doc(
        text,
        actors,
        [
            say(
                "that “we want talks” with Ukraine",
                "said",
                "Lin Jian",
                kind="mixed",
                speaker="Lin Jian",
                basis="own_words",
                target="Ukraine",
                towards="supportive",
                towards_score=0.5,
                confidence=0.9,
            ),
            say(
                "there can be “no talks <script>alert(1)</script>” with China",
                "said",
                "Anna Ward",
                kind="mixed",
                speaker="Anna Ward",
                basis="own_words",
                target="China",
                towards="critical",
                towards_score=-0.5,
                confidence=0.6,
            ),
            say(
                "to act",
                "urged",
                "Anna Ward",
                kind="indirect",
                act="request",
                speaker="Anna Ward",
                target="China",
                towards="neutral",
                towards_score=0.0,
                confidence=0.4,
            ),
        ],
    )


class Pipeline:
    def __init__(self):
        self.texts = []

    def __call__(self, text):
        self.texts.append(text)
        if "Poison" in text:
            raise ValueError("unreadable")
        return annotated(text)

    def memory_zone(self):
        import spacy

        return spacy.blank("en").memory_zone()


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "clips"
    source.mkdir()
    (source / "2024-10-25-a.txt").write_text(
        f"Talks are on\n\n{BODY}\n\nThe talks went on for the whole of the day in the city.\n"
    )
    (source / "b.txt").write_text(
        "Nothing here\n\nThe rain fell on the town for the whole of the day and nobody had anything to say about it.\n"
    )
    (source / "empty.txt").write_text("")
    (source / "issues.yaml").write_text(
        "- {id: talks, proposition: There should be talks, about: [talks], for: [want talks], against: [no talks]}\n"
    )
    return source


@pytest.fixture
def make(tmp_path, folder, monkeypatch):
    pipeline = Pipeline()

    def workbook(**options):
        book = analysis.Workbook(folder, outputs=tmp_path / "outputs", **options)
        book.store = Store(tmp_path / "outputs" / ".store", "model", load=lambda: pipeline)
        return book

    workbook.pipeline = pipeline
    return workbook


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    book = analysis.Workbook(tmp_path / "not there")
    assert "not there" in repr(book)
    with pytest.raises(UsageError, match="not there"):
        _ = book.quotes


def test_tables_hold_their_schemas_and_evidence_holds(make):
    book = make()
    for name in schema.TABLES:
        schema.check(name, getattr(book, name))
    assert (
        len(book.articles) == 3 and (book.articles["status"] != "skipped").sum() == 2 and len(make.pipeline.texts) == 2
    )
    for name in ("quotes", "positions", "mentions"):
        for row in getattr(book, name).to_dict("records"):
            spans = json.loads(row.get("spans") or "null") or [[row["start"], row["end"]]]
            text = " ... ".join(book.text(row["article_id"])[s:e] for s, e in spans)
            assert text == row["content" if name == "positions" else "text"]
    assert len(book.quotes) == 3 and "empty.txt" in book.problems["file"].iloc[0]


def test_two_workbooks_share_annotations_and_make_the_same_bytes(make):
    first, second = make(), make()
    assert all(first.tables[n].to_csv() == second.tables[n].to_csv() for n in first.tables)
    assert len(make.pipeline.texts) == 2


def test_nothing_usable_is_said_so(tmp_path, make, folder):
    for path in folder.glob("*.txt"):
        path.write_text("")
    book = make()
    with pytest.raises(NoUsableArticle) as raised:
        _ = book.quotes
    assert raised.value.exit_code == 3 and len(book.corpus.problems) == 3


def test_articles_that_fail_are_rows_of_problems_and_all_failing_is_an_error(make, folder):
    (folder / "b.txt").write_text(
        "Poison\n\nPoison in the well of the town, they told each other, and nobody had anything to add to it.\n"
    )
    book = make()
    assert book.problems.query("step == 'annotate'")["code"].tolist() == ["annotation_failed"] and len(book.quotes) == 3
    (folder / "2024-10-25-a.txt").unlink()
    with pytest.raises(NoUsableArticle, match="unreadable"):
        _ = make().quotes


@pytest.mark.parametrize("options", [{"workers": 0}, {"min_confidence": 1.5}, {"sources": []}])
def test_wrong_settings_are_refused(options):
    with pytest.raises(UsageError):
        analysis.Workbook(**{"sources": "seeds"} | options)


def test_min_confidence_and_issues_given(make):
    assert len(make(min_confidence=0.5).quotes) == 2
    assert make().positions["issue"].dropna().unique().tolist() == ["talks"]
    assert make(issues=[]).positions["issue"].isna().all() and make(issues=[ISSUE]).issues == (ISSUE,)


def test_evidence_is_escaped_and_marked(make):
    book = make()
    for row in book.quotes.itertuples():
        shown = book.evidence(row)
        assert (
            "<script>" not in shown
            and 'class="content"' in shown
            and 'class="cue"' in shown
            and 'class="source"' in shown
        )
        assert (
            shown
            == book.evidence(row._asdict())
            == book.evidence(row.quote_id)
            == book.evidence(book.quotes.loc[row.Index])
        )
    assert "&lt;script&gt;" in book.evidence(book.quotes.iloc[1])
    assert "mark" in book.evidence(book.mentions.iloc[0]) and "mark" in book.evidence(
        book.positions["position_id"].iloc[0]
    )
    with pytest.raises(UsageError, match="q-none"):
        book.evidence("q-none")
    with pytest.raises(UsageError, match="nowhere"):
        book.text("nowhere")


def test_set_aside_and_doc(make):
    book = make()
    assert list(book.set_aside.columns) == ["article_id", "file", "reason", "text"]
    assert book.doc(book.quotes["article_id"].iloc[0])._.attributions


def test_answers(make):
    book = make()
    counts = book.mention_counts()
    assert counts[["actor", "mentions", "articles", "name"]].iloc[0].tolist() == ["Anna Ward", 2, 1, 2]
    assert book.mentions_over_time()["published"].unique().tolist() == ["2024-10-25"]
    speakers = book.quotes_by_speaker()
    assert speakers["speaker"].tolist() == ["Anna Ward", "Lin Jian"] and speakers["share"].sum() == pytest.approx(1)
    matrix = book.actor_issue_matrix()
    assert set(zip(matrix["actor"], matrix["stance"], matrix["words"], strict=True)) == {
        ("Lin Jian", "for", "own"),
        ("Anna Ward", "against", "own"),
    }
    assert matrix["issue"].unique().tolist() == ["There should be talks"]
    assert set(
        zip(*[book.actor_towards_actor()[c] for c in ("actor", "target", "towards", "statements")], strict=True)
    ) == {
        ("Lin Jian", "Ukraine", "supportive", 1),
        ("Anna Ward", "China", "critical", 1),
        ("Anna Ward", "China", "neutral", 1),
    }
    assert book.demands()[["asks", "asked", "what", "date"]].values.tolist() == [
        ["Anna Ward", "China", "to act", "2024-10-25"]
    ]
    row = book.contested().iloc[0]
    assert (row["for"], row["against"], row["n_for"], row["said_by_against"]) == (
        "Lin Jian",
        "Anna Ward",
        1,
        "Anna Ward",
    )
    china = book.lines().set_index("principal").loc["China"]
    assert (china["spokesperson"], china["stance"], china["last_said"], china["times"]) == (
        "Lin Jian",
        "for",
        "2024-10-24",
        1,
    )
    assert book.who_speaks_for_whom()[["principal", "spokesperson"]].values.tolist() == [["China", "Lin Jian"]]
    assert book.least_certain(1)["confidence"].tolist() == [0.4]
    assert (
        book.sourcing()["quotes"].sum() == 3
        and book.repeated_quotes().empty
        and book.tone_by_actor().empty
        and book.extremes().empty
    )


def test_an_answer_to_a_demand_is_found_later_and_from_whoever_speaks_for_the_one_asked():
    text = "Anna Ward urged China to hold talks. Lin Jian said China agreed with Anna Ward."
    actors = [actor(text, "Anna Ward"), actor(text, "China", "state"), actor(text, "Lin Jian", speaks_for="China")]
    say = said_by(text, actors)
    asks = say(
        "to hold talks",
        "urged",
        kind="indirect",
        act="request",
        speaker="Anna Ward",
        target="China",
        towards="neutral",
    )
    answers = say(
        "China agreed",
        "said",
        kind="indirect",
        act="agree",
        speaker="Lin Jian",
        target="Anna Ward",
        towards="supportive",
    )
    first, later = article(text, published="2024-10-25"), article(text, file="set/b.txt", published="2024-10-27")
    docs = {first.article_id: doc(text, actors, [asks]), later.article_id: doc(text, actors, [answers])}
    assert summaries.demands(build([first, later], docs)["positions"])["answer"].tolist() == ["China agreed"]
    docs = {first.article_id: doc(text, actors, [answers]), later.article_id: doc(text, actors, [asks])}
    assert summaries.demands(build([first, later], docs)["positions"])["answer"].isna().all()


def test_summaries_never_fail_on_empty_tables():
    empty = build([], {})
    made = [
        summaries.mention_counts(empty["mentions"], empty["actors"], empty["articles"]),
        summaries.quotes_by_speaker(empty["quotes"]),
        summaries.mentions_over_time(empty["mentions"], empty["actors"], empty["articles"]),
        summaries.sourcing(empty["quotes"]),
        summaries.repeated_quotes(empty["quotes"]),
        summaries.least_certain(empty["quotes"], empty["positions"]),
        summaries.tone_by_actor(empty["sentiment"], empty["actors"]),
        summaries.demands(empty["positions"]),
        summaries.lines(empty["positions"], empty["actors"]),
        summaries.contested(empty["positions"]),
        summaries.actor_issue_matrix(empty["positions"]),
        summaries.actor_towards_actor(empty["positions"]),
        summaries.extremes(empty["sentiment"], empty["mentions"], empty["actors"], empty["articles"]),
    ]
    assert all(isinstance(t, pd.DataFrame) and t.empty and len(t.columns) for t in made)
    assert [s.about for s in summaries.brief(empty)] == [
        "What was read",
        "What changed",
        "Who is quoted",
        "Contested",
    ]


def test_every_sentence_of_the_brief_rests_on_rows_that_exist(make):
    book = make()
    sentences = book.brief()
    ids = {*book.quotes["quote_id"], *book.positions["position_id"]}
    assert {i for s in sentences for i in s.rows} <= ids
    text = "\n".join(s.text for s in sentences)
    assert (
        "2 articles without a known publisher were read, published on 2024-10-25; 1 article without a known date"
        in text
    )
    assert (
        "Anna Ward is quoted most" in text
        and "China, through Lin Jian, on “There should be talks” (for), 2024-10-24" in text
    )
    assert "Anna Ward made a demand on China, 2024-10-25: to act" in text and "Anna Ward urged “to act” (0.40)" in text
    shown = show.sentences(sentences).html
    assert "<script>" not in shown and f'href="#{next(i for s in sentences for i in s.rows)}"' in shown


def test_a_table_on_screen_is_escaped_linked_and_in_the_analysts_words(make):
    book = make()
    shown = show.table(book.quotes, caption="Quotes & more", limit=2)
    assert repr(shown) == "3 rows" and "<script>" not in shown.html and "Quotes &amp; more (2 of 3 rows)" in shown.html
    assert f'href="#{book.quotes["quote_id"].iloc[0]}"' in shown.html and '<th scope="col">speaker</th>' in shown.html
    assert (
        "<td>urges</td>" in show.table(book.positions).html
        and f'href="#{book.positions["position_id"].iloc[0]}"' in show.table(book.positions).html
    )
    assert "nothing found" in show.table(book.quotes.head(0)).html


def test_a_click_hides_links_only_where_it_hides_some():
    few, many = (show.links([f"q{i}" for i in range(n)], "Table") for n in (8, 9))
    assert few.count("<a ") == 8 and "<details>" not in few
    assert many.index("<details><summary>4 more") > many.index(">5</a>") and many.count("<a ") == 9


def test_several_acts_in_one_cell_are_the_analysts_words():
    assert words.word("acts", "request, state") == "urges, says"


def test_a_column_without_a_value_takes_no_room_and_is_named_below():
    rows = pd.DataFrame({"actor": [None, None], "role": [None, "minister"], "share": [0.004, 0.2], "low": [None, None]})
    shown = show.table(rows, ["actor", "role", "share", "low"]).html
    assert re.findall("<th scope=.col.>(.*?)</th>", shown) == ["actor", "role", "share"]  # the first names the row
    assert 'data-value="0.004">0.4%<' in shown and ">20%<" in shown
    assert shown.endswith("Empty here, so not shown: 95\u00a0% from.</p>")
    assert set(words.ACTS) == set(schema.ACTS) and set(words.BASES) == set(schema.BASES)
    assert show.shown("score", float("nan")) == "" and show.shown("n", 1200) == "1,200"


def test_a_row_links_to_all_that_it_rests_on():
    rows = pd.DataFrame({"n": [1], "quote_ids": [["q1", "q2"]], "for_id": ["p1"], "against_id": [None], "said": ["p2"]})
    assert re.findall(r'href="#(\w+)"[^>]*>(\w+)', show.table(rows).html) == [("q1", "1"), ("q2", "2")]
    assert re.findall(r'href="#(\w+)"[^>]*>(\w+)', show.table(rows, evidence="said").html) == [("p2", "show")]
    both = show.table(rows, evidence=["for_id", "against_id"]).html
    assert re.findall(r'href="#(\w+)"[^>]*>(\w+)', both) == [("p1", "for")]


def test_cells_say_no_more_than_is_known():
    rows = pd.DataFrame(
        {
            "publisher": [None, "Daily"],
            "median": [574.0, 1234.5],
            "score": [-0.001, -0.5],
            "share": [0.004, 0.996],
            "reason": ["reading_time", "no_words left.txt"],
            "position_id": ["p1", "p2"],
            "answer_id": [None, "q1"],
        }
    )
    made = show.table(rows, evidence=["position_id", "answer_id"]).html
    assert re.findall(r"<t[hd][^>]*>([^<]+)</t[hd]>", made.partition("<tbody>")[2]) == [
        *("not known", "574", "0.00", "0.4%", "reading time"),
        *("Daily", "1,234", "-0.50", "over 99%", "no_words left.txt"),
    ]
    assert re.findall(r">(\w+)</a>", made) == ["show", "show", "answer"]


@pytest.mark.parametrize(
    "value, text", [("characters_lost too_deep", "characters lost, too deep"), ("language", "language"), (None, None)]
)
def test_codes_of_a_reason_are_words(value, text):
    assert words.word("reason", value) == text


def test_a_first_column_of_sentences_gets_room_and_one_of_names_does_not():
    cites, names = (pd.DataFrame({"x": [first, "b" * 70], "n": [1, 2]}) for first in ("a" * 70, "Ann"))
    assert '<th scope="row" class="wide">' in show.table(cites).html and "wide" not in show.table(names).html


def test_hostile_text_is_text_on_screen_and_in_evidence(data_folder):
    source = data_folder / "hostile" / "xss_payloads.txt"
    if not source.is_file():
        pytest.skip("no hostile/xss_payloads.txt in the data folder")
    payloads = [p for p in source.read_text(encoding="utf-8", errors="replace").splitlines() if p.strip()]
    rows = pd.DataFrame({"speaker": payloads, "text": payloads, "quote_id": payloads})
    shown = show.table(rows, caption=payloads[0]).html
    sentences = show.sentences([summaries.Sentence(p, p, (p,)) for p in payloads]).html
    ours = re.compile(
        r'</?(?:table|caption|thead|tbody|tr|td|ul|li|h2)>|<(?:table|ul) class="[a-z_0-9 ]+">|</th>'
        r'|<th scope="(?:col|row)"(?: class="(?:evidence|wide)")?>|<td class="(?:evidence|wide)">'
        r'|<a id="[^"<>]*" href="#[^"<>]*" title="The sentence in the article">|</a>|<span class="links">|</span>'
    )
    for markup in (shown, sentences):
        assert "<" not in ours.sub("", markup) and ">" not in ours.sub("", markup)
    assert payloads[-1] in html.unescape(shown)


WANT, SAID = "that “we want talks” with Ukraine", ["speaker", "act", "reviewed"]


def row_of(book, words):
    return book.quotes[book.quotes["text"] == words].iloc[0]


def test_a_correction_is_written_beside_the_articles_and_holds_on_the_next_run(make, folder):
    book = make()
    made = book.correct("set quote act", row_of(book, WANT)["quote_id"], "request", note="=he asks")
    assert row_of(book, WANT)[SAID].tolist() == ["Lin Jian", "request", True] and made.article == "2024-10-25-a.txt"
    again = make()
    assert row_of(again, WANT)[SAID].tolist() == ["Lin Jian", "request", True] and again.problems.equals(book.problems)
    assert again.articles["file"].tolist() == book.articles["file"].tolist()  # corrections.csv is no article
    assert again.corrections[["line", "note", "old"]].values.tolist() == [[2, "=he asks", "state"]]
    assert "'=he asks" in (folder / "corrections.csv").read_text()


def test_a_later_decision_takes_the_place_of_an_earlier_one(make):
    book = make()
    key = row_of(book, WANT)["quote_id"]
    for act in ("request", "warn", "warn"):
        made = book.correct("set quote act", key, act)
    assert row_of(book, WANT)["act"] == "warn" and len(book.corrections) == 1
    book.correct("confirm quote", key)
    assert len(book.corrections) == 2
    dropped = book.correct("drop quote", key)
    assert len(book.corrections) == 1 and key not in set(book.quotes["quote_id"])
    book.withdraw(dropped)  # what it took the place of holds again
    assert row_of(book, WANT)[SAID].tolist() == ["Lin Jian", "warn", True] and len(book.corrections) == 2
    book.withdraw(made)
    assert book.corrections["decision"].tolist() == ["confirm quote"]
    with pytest.raises(UsageError, match="does not hold"):
        book.withdraw(made)


def test_actors_are_corrected_by_the_names_that_are_shown(make):
    book = make()
    book.correct("rename actor", "Lin Jian", "Jian Lin")
    book.correct("merge actor", "Anna Ward", "Jian Lin")
    assert set(book.quotes["speaker"]) == {"Jian Lin"} and "Anna Ward" not in set(book.actors["name"])
    assert book.corrections["new"].tolist() == ["Jian Lin", "Lin Jian"]  # as the machine names it


def test_a_correction_that_cannot_be_made_leaves_the_file_as_it_was(make, folder):
    book = make()
    key = row_of(book, WANT)["quote_id"]
    book.correct("set quote act", key, "request")
    before = (folder / "corrections.csv").read_bytes()
    for decision, what, new, told in (
        ("set quote act", key, "shouts", "'shouts' is no act"),
        ("sett quote act", key, "warn", "Did you mean 'set quote act'"),
        ("drop quote", "q0", "", "no row 'q0' in quotes"),
        ("merge actor", "Lin Jian", "Nobody", "no actor is called 'Nobody'"),
    ):
        with pytest.raises(UsageError, match=re.escape(told)):
            book.correct(decision, what, new)
    assert (folder / "corrections.csv").read_bytes() == before
    (folder / "corrections.csv").write_bytes(before + b"shout,,,\n")
    with pytest.raises(UsageError, match="put this right first.*line 3"):
        book.correct("set quote act", key, "warn")
    assert (folder / "corrections.csv").read_bytes() == before + b"shout,,,\n"


def test_with_several_sets_a_decision_on_an_actor_needs_its_place(make, folder, tmp_path):
    book = make()
    other = tmp_path / "more"
    other.mkdir()
    (other / "2024-10-26-b.txt").write_text(f"More talks\n\n{BODY}\n", encoding="utf-8")
    both = analysis.Workbook([folder, other], outputs=book.outputs)
    both.store = book.store
    with pytest.raises(UsageError, match="several sets are read.*clips, more"):
        both.correct("rename actor", "Lin Jian", "Jian Lin")
    both.correct("rename actor", "Lin Jian", "Jian Lin", set="more")
    assert (other / "corrections.csv").is_file() and "Jian Lin" in set(both.quotes["speaker"])


def test_a_broken_corrections_file_is_a_problem_and_not_the_end(make, folder):
    book = make()
    (folder / "corrections.csv").write_bytes(b'decision\n"never closed\n')
    assert len(book.quotes) == 3 and "clips/corrections.csv" in set(book.problems["file"])
