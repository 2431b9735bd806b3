"""What the measures of actors and metonyms count."""

import csv

import pytest

from training import metonyms
from training.actors import b_cubed, counts, paired, precision, recall
from training.sources import LinkedArticle, LinkedName, linked

GUM = """# newdoc id = GUM_news_test
# newpar
# newpar_block = p (1 s)
# text = Ann Lee of Bern, Norway, met Lee's aide.
1\tAnn\tAnn\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1,2-coref-Ann_Lee
2\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tBern\tBern\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(2-place-new-nnnnn-cf2-1,3-sgl-Bern|SpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_
6\tNorway\tNorway\tPROPN\tNNP\t_\t4\tnmod\t_\tEntity=(3-place-new-nnnnn-cf3-1-sgl-Norway)2)|SpaceAfter=No
7\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_
8\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
9-10\tLee's\t_\t_\t_\t_\t_\t_\t_\t_
9\tLee\tLee\tPROPN\tNNP\t_\t11\tnmod:poss\t_\tEntity=(4-person-new-nnnnn-cf4-3-sgl(1-person-giv:act-nnnnn-cf1-1-coref-Ann_Lee
10\t's\t's\tPART\tPOS\t_\t9\tcase\t_\tEntity=1)
11\taide\taide\tNOUN\tNN\t_\t8\tobj\t_\tEntity=4)|SpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

"""


def test_names_with_an_identity_are_read(tmp_path):
    (tmp_path / "gum.conllu").write_text(GUM, encoding="utf-8")
    (article,) = linked(tmp_path / "gum.conllu")
    assert article.text == "Ann Lee of Bern, Norway, met Lee's aide."
    assert [(article.text[n.start : n.end], n.identity) for n in article.names] == [
        ("Ann Lee", "Ann_Lee"),
        ("Bern", "Bern"),
        ("Norway", "Norway"),
        ("Lee", "Ann_Lee"),
    ]


def test_b_cubed():
    one, two = ("actor", 1), ("actor", 2)
    perfect = counts([("A", one), ("A", one), ("B", two)])
    assert b_cubed(perfect) == pytest.approx(100)
    split = counts([("A", one), ("A", two)])
    assert precision(split) == 100 and recall(split) == 50
    mixed = counts([("A", one), ("B", one)])
    assert precision(mixed) == 50 and recall(mixed) == 100
    missed = counts([("A", one), ("A", None)])
    assert precision(missed) == 100 and recall(missed) == 25


def test_each_gold_name_has_one_mention_of_ours():
    class Mention:
        def __init__(self, start, end):
            self.start, self.end = start, end

    outer = LinkedName(0, 10, "organization", "Bern_University", [(0, 4), (5, 10)])
    inner = LinkedName(0, 4, "place", "Bern", [(0, 4)])
    whole, part = Mention(0, 10), Mention(0, 4)
    article = LinkedArticle("a", "Bern Unive", [outer, inner])
    assert [m for _, m in paired(article, [part, whole])] == [whole, part]
    assert [m for _, m in paired(article, [whole])] == [whole, None]


def test_the_labels_of_metonyms_are_whole():
    with open(metonyms.LABELS, encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    count = {label: sum(r["label"] == label for r in rows) for label in ("place", "government", "other")}
    assert len(rows) == sum(count.values()) == 300 and min(count["place"], count["government"]) >= 100
    assert len({(r["corpus"], r["file"], r["start"]) for r in rows}) == 300
    assert 120 <= sum(metonyms.held(r["file"]) for r in rows) <= 180


def test_words_are_put_together_as_they_are_written():
    assert metonyms.plain("Moscow 's envoy ( 52 ) was n't here .".split()) == "Moscow's envoy (52) wasn't here."
