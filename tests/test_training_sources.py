"""Reading of the corpora's formats, on hand-made lines."""

from training import sources, word_classes

CONLLU = """# sent_id = 1
1	Officials	official	NOUN	_	_	3	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	_	_	4	aux	_	_
3	n't	not	PART	_	_	4	advmod	_	_
4	know	know	VERB	_	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	_	_	4	punct	_	_

1	Yes	yes	INTJ	_	_	0	root:odd	_	_

"""


def test_a_contraction_is_one_word_with_the_tags_of_its_first_part(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    first, second = sources.dependencies(path)
    assert first == [
        ("Officials", True, "NOUN", "nsubj"),
        ("don't", True, "AUX", "aux"),
        ("know", False, "VERB", "root"),
        (".", True, "PUNCT", "punct"),
    ]
    assert second == [("Yes", True, "INTJ", "root")]


def test_words_that_the_treebanks_mostly_tag_otherwise_describe_no_group(tmp_path):
    rows = [
        ("allows", "VERB"),
        ("allows", "VERB"),
        ("allows", "NOUN"),
        ("coal", "NOUN"),
        ("coal", "VERB"),
        ("met", "VERB"),
    ]
    lines = [f"{k}\t{word}\t_\t{tag}\t_\t_\t0\troot\t_\t_" for k, (word, tag) in enumerate(rows, 1)]
    (tmp_path / "a_train.conllu").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (tmp_path / "a_dev.conllu").write_text("1\tmet\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    assert word_classes.no_modifiers(tmp_path) == ["allows"]
