"""Work grows with the length of a text and not with its square, counted and not timed."""

import spacy

from analysis.annotate import acts
from analysis.annotate.tokens import RUN, Tokenizer
from analysis.annotate.types import Attribution, Mention
from analysis.tables import sentiment
from analysis.tables.records import Places, Reading
from tests.handmade import actor, article


def test_words_of_a_run_without_white_space_are_looked_for_in_parts():
    own, given = spacy.blank("en").tokenizer, []

    class Noting:
        vocab = own.vocab

        def __call__(self, text):
            given.append(max(map(len, text.split())))
            return own(text)

    plain, run = "Ann Lee (42) didn't\n\nsay “no”.  Why?", f" {'=' * 3000}\n{'x-' * 800}."
    doc = Tokenizer(Noting())(plain + run)
    assert doc.text == plain + run and max(given) <= RUN
    assert [t.text for t in doc][: len(own(plain))] == [t.text for t in own(plain)]
    assert [t.text for t in Tokenizer(own)(plain)] == [t.text for t in own(plain)]


class Counting(acts.Cast):
    """Counts the mentions that are looked at."""

    looked = 0

    def within(self, start, end):
        found = super().within(start, end)
        self.looked += len(found)
        return found


def test_a_text_of_one_sentence_is_judged_in_time_by_its_length():
    def looked(n):
        text = "Ana Ruiz said that Paul Stern met Ida Holm and " * n
        people = [actor(text, name) for name in ("Ana Ruiz", "Paul Stern", "Ida Holm")]
        mentions = [Mention(*span, "name", k) for k, one in enumerate(people) for span in one.mentions]
        cast = Counting(text, people, mentions, [(0, len(text))])
        every = range(0, len(text), len(text) // n)
        found = [
            Attribution((at, at + 8), (at + 9, at + 13), ((at + 14, at + 42),), "indirect", speaker_actor=0)
            for at in every
        ]
        acts.judge_all(cast, found)
        return cast.looked

    assert looked(400) < 2.5 * looked(200)


def test_tables_ask_where_words_stand_and_do_not_go_through_all():
    looked = []

    class Counting(tuple):
        def __iter__(self):
            looked.append(len(self))
            return super().__iter__()

    def asked(n):
        text = "Ana Ruiz said that Paul Stern left. " * n
        each = range(0, len(text), len(text) // n)
        statements = [Attribution((k, k + 8), (k + 9, k + 13), ((k + 14, k + 34),), "indirect") for k in each]
        reading = Reading(article(text), ((0, len(text)),), attributions=Counting(statements))
        looked.clear()
        voices = [sentiment.voice(reading, None, (k, k + 8)) for k in each]
        assert set(voices) == {"journalist"}
        return sum(looked)

    assert asked(200) == 2 * asked(100)


def test_places_are_those_that_hold_a_span_or_lie_in_it():
    spans = [(0, 30), (2, 9), (4, 6), (9, 20), (12, 15), (31, 40)]
    places = Places((*s, s) for s in reversed(spans))
    for low in range(42):
        for high in range(low, 42):
            assert sorted(places.holding(low, high)) == [s for s in spans if s[0] <= low and high <= s[1]]
            assert places.inside(low, high) == [s for s in spans if low <= s[0] and s[1] <= high]
