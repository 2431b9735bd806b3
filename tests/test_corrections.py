"""Human decisions over machine rows: what they change, what follows, what they refuse, and that twice is once."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from handmade import actor, article, at, doc, said
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corrections, tables
from analysis.corrections import Decision
from analysis.errors import UsageError
from analysis.ingest.sets import Issue

TEXT = (
    "Talks\n\n“We want talks,” Ana Ruiz said. Bo Lee said that China wants talks. Lee urged China to act.\n\n"
    "Mr. Lee was late, and Lee left."
)
ISSUES = (
    Issue("talks", "There should be talks", about=("talks",), phrases_for=("want talks", "wants talks")),
    Issue("act", "China should act", about=("to act",), phrases_for=("to act",)),
)
QUOTE, CLAIM, DEMAND = "“We want talks,”", "that China wants talks", "to act"


def collected(text=TEXT, **about):
    found = article(text, title="Talks", file="set/a.txt", **about)
    people = [
        actor(text, "Ana Ruiz", speaks_for="Spain", role="minister"),
        actor(text, "Bo Lee", aliases=("Lee",), words="Lee"),
        actor(text, "China", "state"),
    ]
    quotes = [
        said(text, QUOTE, "said", "Ana Ruiz", speaker="Ana Ruiz", speaker_actor=0, sourcing="named"),
        said(
            text, CLAIM, None, "Bo Lee", "indirect", speaker="Bo Lee", speaker_actor=1, target="China", target_actor=2,
            towards="critical", towards_score=-0.4, sourcing="named", confidence=0.3,
        ),
        said(
            text, DEMAND, "urged", "Lee", "indirect", act="request", speaker="Bo Lee", speaker_actor=1,
            target="China", target_actor=2, addressee="China", addressee_actor=2, towards="neutral",
            towards_score=0.0, sourcing="named",
        ),
    ]  # fmt: skip
    claims = [
        said(
            text, CLAIM, None, None, "indirect", speaker="China", speaker_actor=2, stated_by="Bo Lee",
            stated_by_actor=1, basis="ascribed", confidence=0.3,
        )
    ]  # fmt: skip
    tone = [(*at(text, "China"), 0.7, 0.2, 0.1), (*at(text, "Ana Ruiz"), 0.1, 0.8, 0.1)]
    annotated = doc(text, people, quotes, claims, tone=tone)
    return tables.collect([found], {found.article_id: annotated}, {"set": ISSUES})


MACHINE = collected()


def on(kind, words=QUOTE, text=TEXT, line=2, **values):
    """A decision on the row whose words these are."""
    start, end = at(text, words)
    place = corrections.selector(text, start, end)
    return Decision(kind, **({"article": "a.txt", "set": "set", "line": line} | place | values))


def who(kind, name, new="", line=2, **values):
    return Decision(kind, name, new=new, line=line, set="set", **values)


def made(*decisions, machine=MACHINE, **options):
    """Tables after decisions, and the messages of those that change nothing."""
    done = tables.finish(machine, revise=lambda t: corrections.apply(t, decisions, [i.id for i in ISSUES]), **options)
    assert set(done["problems"]["step"]) <= {"corrections"}
    return SimpleNamespace(**done), done["problems"]["message"].tolist()


def quote(held, words=QUOTE):
    rows = held.quotes[held.quotes["text"] == words]
    return rows.iloc[0] if len(rows) else None


def positions(held, words, actor):
    return held.positions[(held.positions["content"] == words) & (held.positions["actor"] == actor)]


def counts(held, name):
    rows = held.actors[held.actors["name"] == name]
    return rows[["n_mentions", "n_quotes", "n_positions", "n_times_addressed"]].iloc[0].tolist() if len(rows) else None


def test_without_decisions_nothing_changes():
    held, told = made()
    plain = tables.finish(MACHINE)
    assert not told and all(plain[name].equals(table) for name, table in vars(held).items())
    assert counts(held, "Bo Lee") == [4, 2, 2, 0] and counts(held, "China") == [2, 0, 1, 1]


def test_a_speaker_is_set_and_what_rests_on_it_follows():
    held, told = made(on("set quote speaker", CLAIM, actor="Bo Lee", old="Bo Lee", new="Ana Ruiz"))
    row = quote(held, CLAIM)
    assert not told and row["speaker"] == "Ana Ruiz" and row["reviewed"] and "— Ana Ruiz, minister," in row["cite"]
    (own,), (claimed,) = (positions(held, CLAIM, n).to_dict("records") for n in ("Ana Ruiz", "China"))
    assert own["reviewed"] and own["speaks_for"] == held.actors.set_index("name").loc["Spain", "actor_id"]
    assert claimed["stated_by"] == "Ana Ruiz" and "Ana Ruiz about China" in claimed["cite"]
    assert counts(held, "Ana Ruiz")[1:3] == [2, 2] and counts(held, "Bo Lee")[1:3] == [1, 1]
    tone = held.sentiment.set_index("actor_id")["voice"]
    assert tone[row["speaker_id"]] == "journalist" and row["speaker_id"] in tone.tolist()  # China's, in her words now


def test_a_speaker_that_cannot_be_told_takes_its_positions_along():
    held, told = made(on("set quote speaker", DEMAND, old="Bo Lee", new=""))
    row = quote(held, DEMAND)
    assert not told and row[["speaker", "speaker_id"]].isna().all() and row["sourcing"] == "unresolved"
    assert positions(held, DEMAND, "Bo Lee").empty and "speaker not identified" in row["cite"]


def test_a_name_that_is_no_actors_is_kept_as_written():
    held, _ = made(on("set quote speaker", old="Ana Ruiz", new="a senior official"))
    assert quote(held)["speaker"] == "a senior official" and quote(held)["sourcing"] == "unnamed"


def test_kind_and_act_are_set_in_codes_or_words():
    held, told = made(
        on("set quote kind", DEMAND, old="indirect", new="direct"),
        on("set quote act", DEMAND, old="urges", new="warns", line=3),
    )
    row, (position,) = quote(held, DEMAND), positions(held, DEMAND, "Bo Lee").to_dict("records")
    assert not told and (row["kind"], row["act"]) == ("direct", "warn") and row["cite"].startswith("“to act” — ")
    assert (position["act"], position["basis"]) == ("warn", "own_words") and position["cite"].startswith("“to act” — ")


def test_a_position_is_set():
    about = {"actor": "Bo Lee", "about": "act"}
    held, told = made(
        on("set position target", DEMAND, **about, old="China", new="Spain"),
        on("set position stance", DEMAND, **about, old="for", new="against", line=3),
        on("set position basis", DEMAND, **about, old="in paraphrase", new="own_words", line=4),
    )
    (row,) = positions(held, DEMAND, "Bo Lee").to_dict("records")
    assert not told and row["reviewed"] and row["target"] == "Spain" and row["stance"] == "against"
    assert row["basis"] == "own_words" and row["towards"] != row["towards"]  # judged towards another: not carried over
    assert not quote(held, DEMAND)["reviewed"] and counts(held, "Spain")[3] == 1


def test_a_stance_on_one_issue_is_none_on_another():
    held, _ = made(on("set position issue", DEMAND, old="act", new="talks"))
    assert positions(held, DEMAND, "Bo Lee")[["issue", "stance"]].iloc[0].tolist() == ["talks", "unclear"]


def test_a_dropped_quote_is_gone_with_its_positions_unless_confirmed():
    held, told = made(on("drop quote", CLAIM), on("confirm position", CLAIM, actor="China", line=3))
    assert not told and quote(held, CLAIM) is None and positions(held, CLAIM, "Bo Lee").empty
    (kept,) = positions(held, CLAIM, "China").to_dict("records")
    assert kept["reviewed"] and kept["quote_id"] != kept["quote_id"]
    assert "journalist" == held.sentiment.merge(held.actors)[lambda t: t["name"] == "China"]["voice"].item()
    assert counts(held, "Bo Lee")[1:3] == [1, 1]


def test_a_reviewed_row_is_kept_whatever_confidence_is_asked_for():
    without, _ = made(min_confidence=0.5)
    held, _ = made(on("confirm quote", CLAIM), min_confidence=0.5)
    assert quote(without, CLAIM) is None and quote(held, CLAIM)["confidence"] == pytest.approx(0.3)


def test_actors_are_merged():
    held, told = made(who("merge actor", "Bo Lee", "Ana Ruiz"))
    rows = held.actors.set_index("name")
    assert not told and "Bo Lee" not in rows.index and counts(held, "Ana Ruiz") == [5, 3, 3, 0]
    assert {"Bo Lee", "Lee"} <= set(json.loads(rows.loc["Ana Ruiz", "aliases"]))
    assert quote(held, DEMAND)["speaker"] == "Ana Ruiz" and not quote(held, DEMAND)["reviewed"]
    assert set(held.positions["stated_by"].dropna()) == {"Ana Ruiz"}
    ids = set(held.actors["actor_id"])
    for table, column in (("mentions", "actor_id"), ("quotes", "speaker_id"), ("positions", "target_id")):
        assert set(getattr(held, table)[column].dropna()) <= ids


def test_a_merged_actor_is_not_its_own_target():
    held, _ = made(who("merge actor", "China", "Bo Lee"))
    assert held.positions["target"].isna().all() and counts(held, "Bo Lee")[3] == 1  # still addressed by name


def test_an_actor_is_split_in_an_article_or_in_a_passage():
    whole, told = made(who("split actor", "Bo Lee", "Kim Lee", article="set/a.txt"))
    assert not told and counts(whole, "Kim Lee") == [4, 2, 2, 0] and counts(whole, "Bo Lee") == [0, 0, 0, 0]
    place = corrections.selector(TEXT, *at(TEXT, "Mr. Lee was late"))
    part, told = made(who("split actor", "Bo Lee", "Kim Lee", article="a.txt", **place))
    assert not told and counts(part, "Kim Lee") == [1, 0, 0, 0] and counts(part, "Bo Lee") == [3, 2, 2, 0]
    again, told = made(
        who("split actor", "Bo Lee", "Kim Lee", article="a.txt", **place),
        who("retype actor", "Kim Lee", "group", line=3),
    )
    assert not told and again.actors.set_index("name").loc["Kim Lee", "type"] == "group"


def test_an_actor_is_renamed_retyped_and_dropped():
    held, told = made(
        who("rename actor", "Bo Lee", "Robert Lee"),
        who("retype actor", "Robert Lee", "organization", line=3),
        who("drop actor", "China", line=4),
    )
    rows = held.actors.set_index("name")
    assert not told and rows.loc["Robert Lee", "type"] == "organization" and "China" not in rows.index
    assert quote(held, CLAIM)[["speaker", "sourcing"]].tolist() == ["Robert Lee", "institution"]
    assert "China" not in {*held.positions["actor"], *held.positions["target"].dropna()}
    assert held.mentions.loc[held.mentions["text"] == "China", "actor_id"].isna().all()
    assert len(held.sentiment) == 1 and quote(held, DEMAND)[["addressee", "addressee_id"]].isna().all()


@pytest.mark.parametrize(
    "decisions, said",
    [
        ([on("set quote act", old="state", new="warn", exact="“We want more,”", start=None)], "no longer stands in"),
        ([on("set quote act", old="state", new="warn", article="b.txt")], "not among those read"),
        ([on("set quote act", old="deny", new="warn")], "the act there is 'state', not 'deny'"),
        ([on("set quote act", old="state", new="shouts")], "'shouts' is no act"),
        ([on("set quote act", old="state", new="warn", actor="Bo Lee")], "the quote there is another now"),
        ([on("confirm quote", old="Ana Ruiz | warn | direct")], "the quote there is another now"),
        ([on("confirm position", CLAIM)], "2 positions stand there"),
        ([on("set position issue", DEMAND, old="act", new="")], None),
        ([on("set position target", CLAIM, actor="China", old="", new="China")], "China is its own actor"),
        ([on("set position issue", CLAIM, actor="China", old="talks", new="")], "drop it instead"),
        ([who("merge actor", "Bo Li", "China")], "no actor is called 'Bo Li'. Did you mean 'Bo Lee'?"),
        ([who("drop actor", "Lee")], "no actor is called 'Lee'"),  # an alias may be anybody's
        ([who("rename actor", "Bo Lee", "China")], "merge the two instead"),
        ([who("retype actor", "Bo Lee", "robot")], "'robot' is no type"),
    ],
)  # fmt: skip
def test_what_does_not_hold_changes_nothing_and_is_listed(decisions, said):
    held, told = made(*decisions)
    if said is None:
        assert not told
        return
    assert len(told) == 1 and said in told[0] and told[0].startswith("corrections.csv, line 2: ")
    plain = tables.finish(MACHINE)
    assert all(plain[n].equals(t) for n, t in vars(held).items() if n != "problems")


@pytest.mark.parametrize(
    "one, other",
    [
        (on("set quote act", old="state", new="warn"), on("set quote act", old="state", new="deny")),
        (on("set quote act", old="state", new="warn"), on("drop quote")),
        (who("merge actor", "Bo Lee", "China"), who("merge actor", "Bo Lee", "Ana Ruiz")),
        (who("merge actor", "Bo Lee", "China"), who("merge actor", "China", "Bo Lee")),
        (who("merge actor", "Bo Lee", "China"), who("drop actor", "China")),
        (who("rename actor", "Bo Lee", "B. Lee"), who("rename actor", "B. Lee", "Robert Lee")),
    ],
)
def test_of_two_that_contradict_each_other_neither_is_done(one, other):
    held, told = made(one, replace(other, line=3))
    assert len(told) == 2 and all("contradicts corrections.csv, line" in t for t in told)
    plain = tables.finish(MACHINE)
    assert all(plain[n].equals(t) for n, t in vars(held).items() if n != "problems")


def test_a_moved_passage_is_found_again_by_what_stands_round_it():
    longer = TEXT.replace("Talks\n\n", "Talks\n\nIt rained. Many say “We want talks,” these days. ", 1)
    moved = collected(longer)
    nth = longer.index(QUOTE, longer.index("days"))
    decision = on("set quote act", old="state", new="warn")  # made on the text before it grew
    wanted = corrections.selector(longer, nth, nth + len(QUOTE))
    assert decision.start != nth and wanted["suffix"][:20] == decision.suffix[:20]
    held, told = made(replace(decision, prefix=""), machine=moved)
    # the machine's quote is the first of the two there: it is another passage, and it is left alone
    assert len(told) == 1 and not held.quotes["reviewed"].any()
    plain = TEXT.replace("Talks\n\n", "Talks\n\nIt rained. ", 1)
    held, told = made(decision, machine=collected(plain))
    assert not told and quote(held)["act"] == "warn"


def every_decision():
    return [
        on("set quote speaker", old="Ana Ruiz", new="Bo Lee"),
        on("set quote act", old="state", new="warn"),
        on("set quote act", old="state", new="deny"),
        on("set quote kind", CLAIM, old="indirect", new="mixed"),
        on("drop quote", CLAIM),
        on("confirm quote", DEMAND),
        on("set position target", DEMAND, old="China", new="Spain"),
        on("set position towards", DEMAND, old="neutral", new="critical"),
        on("set position issue", DEMAND, old="act", new="talks"),
        on("set position stance", DEMAND, old="for", new="mixed"),
        on("drop position", CLAIM, actor="China"),
        who("merge actor", "Bo Lee", "Ana Ruiz"),
        who("merge actor", "Ana Ruiz", "Bo Lee"),
        who("rename actor", "China", "People’s Republic"),
        who("retype actor", "Spain", "organization"),
        who("drop actor", "China"),
        who("split actor", "Bo Lee", "Kim Lee", article="a.txt", **corrections.selector(TEXT, *at(TEXT, "Mr. Lee"))),
        who("merge actor", "Kim Lee", "China"),
    ]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(range(len(every_decision()))), max_size=6, unique=True).flatmap(st.permutations))
def test_twice_is_once(chosen):
    decisions = [replace(every_decision()[i], line=n) for n, i in enumerate(chosen, 2)]
    again = [replace(d, line=d.line + 100) for d in decisions]
    issues = [i.id for i in ISSUES]
    once, told = corrections.apply(MACHINE.tables, decisions, issues)
    both, _ = corrections.apply(MACHINE.tables, decisions + again, issues)
    backwards, _ = corrections.apply(MACHINE.tables, decisions[::-1], issues)
    over, _ = corrections.apply(once, decisions, issues)
    for name, table in once.items():
        assert table.equals(both[name]) and table.equals(backwards[name])
        assert told or table.equals(over[name])
    assert all(p.message for p in told)


HOSTILE = ["=1+1", "+x", "-x", "@SUM(A1)", "'=x", "''", "a,b;c\td", 'q"q', "line\nline", "<script>x</script>", " x "]


def test_a_file_reads_as_it_was_written(tmp_path):
    path = tmp_path / "corrections.csv"
    held = [Decision("confirm quote", note=text, exact=text, prefix=text, start=3) for text in HOSTILE]
    corrections.write(path, held)
    back, problems = corrections.read(path, "s")
    assert not problems and [d.values() for d in back] == [d.values() for d in held]
    assert not [line for line in path.read_text().splitlines() for cell in line.split(",") if cell[:1] in tuple("=+@")]
    assert back[1].line == 3 and {d.file for d in back} == {"s/corrections.csv"}
    assert [p.name for p in tmp_path.iterdir()] == ["corrections.csv"]


@pytest.mark.parametrize(
    "content, kept, said",
    [
        (b"\xef\xbb\xbfDecision;Actor;New\r\nMerge actor;A;B\r\n\r\n;;\r\n", 1, None),
        (b"decision,actor\nshout,A\ndrop actor,B\n", 1, "line 2: 'shout' is no decision"),
        (b"decision,start\ndrop quote,-3\n", 0, "line 2: start is '-3'"),
        (b"decision\ndrop quote,more\n", 0, "more cells than the first line names"),
        (b"actor,decission\nA,B\n", 0, "the first line must name the columns"),
        (b'decision,note\ndrop quote,"never closed\n', 0, "cannot be read"),
        (b"decision,note\ndrop quote,\xff\xfe\n", 0, "cannot be read"),
        (b"", 0, None),
    ],
)
def test_a_malformed_file_is_told_and_never_a_crash(tmp_path, content, kept, said):
    (tmp_path / "corrections.csv").write_bytes(content)
    held, problems = corrections.read(tmp_path / "corrections.csv")
    assert len(held) == kept and [said in p.message for p in problems] == ([True] if said else [])


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path):
    with pytest.raises(UsageError, match="is not saved"):
        corrections.write(tmp_path / "nowhere" / "corrections.csv", [])
