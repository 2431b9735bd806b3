"""The command that shows mistakes for reading, on a hand-made article."""

from analysis.annotate.types import Attribution
from training import errors
from training.reading import Read
from training.sources import GoldAttribution

TEXT = "Ann said it rained and it would snow. Bob said it snowed. Eve fears cold. They run."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def spans(source: str, cue: str, content: str) -> GoldAttribution:
    return GoldAttribution({"Source": [at(source)], "Cue": [at(cue)], "Content": [at(content)]})


ARTICLE = Read(
    "name",
    "publisher",
    TEXT,
    [
        spans("Ann", "said", "it rained and it would snow"),
        spans("Bob", "said", "it snowed"),
        spans("Eve", "fears", "cold"),
    ],
    [{"start": at("it snowed")[0], "end": at("it snowed")[1], "speaker": "Bob", "act": "state", "target": None}],
    [
        Attribution(at("Ann"), at("said"), (at("it rained"),), "indirect"),
        Attribution(at("Bob"), at("said"), (at("it snowed"),), "indirect", act="deny", speaker="Ann"),
        Attribution(at("They"), at("run"), (at("."),), "indirect"),
    ],
    [],
)


def test_what_is_missed_cut_and_invented_is_told_apart():
    found = [m.what for m in errors.attributions(ARTICLE)]
    assert found == ["less than half of the content: content", "missed", "not gold"]


def test_mistakes_about_a_found_attribution():
    (speaker,) = errors.KINDS["speakers"](ARTICLE)
    assert (speaker.what, speaker.gold) == ("other speaker", "Bob")
    assert [m.what for m in errors.KINDS["acts"](ARTICLE)] == ["act"]
    assert list(errors.KINDS["targets"](ARTICLE)) == []


def test_a_sample_is_the_same_every_time_and_in_the_order_of_the_articles():
    every = list(errors.attributions(ARTICLE))
    assert errors.sampled(every, 2) == errors.sampled(every, 2)
    assert errors.sampled(every, 99) == every
