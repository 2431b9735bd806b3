"""README shows what the shipped example really holds."""

import re

import pandas as pd


def test_the_quotes_shown_are_rows_of_the_example(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- quotes:begin -->\n(.*?)<!-- quotes:end -->", readme, re.DOTALL)[1]
    header, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.strip().split("\n")]
    quotes = pd.read_parquet(root / "outputs/example/tables/quotes.parquet")
    real = {(q.speaker, q.act, q.kind, q.text, q.published, f"{q.confidence:.2f}") for q in quotes.itertuples()}
    assert header == ["speaker", "act", "kind", "words", "published", "confidence"]
    assert len(rows) == 6 and all(tuple(row) in real for row in rows)


def test_its_picture_and_files_are_there(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (root / target).exists(), target


def test_every_file_of_training_is_described(root):
    lines = (root / "training" / "README.md").read_text(encoding="utf-8").splitlines()
    cells = " ".join(line.split("|")[1] for line in lines if line.startswith("|"))
    files = {p.name for p in (root / "training").iterdir() if p.is_file()} - {"README.md", "__init__.py"}
    assert sorted(re.findall(r"`([\w.]+)`", cells)) == sorted(files)
