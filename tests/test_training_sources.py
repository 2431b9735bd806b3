"""Reading of the corpora's formats, on hand-made lines."""

from training import sources

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
