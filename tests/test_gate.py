"""The accuracy gate holds floors that only a deliberate act lowers."""

import json
import os
from pathlib import Path

import pytest

from training import gate
from training.metrics import same_name

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared" / "data"))


def test_a_figure_below_its_floor_fails_beyond_the_margin():
    floors = {"act": 60.0, "linked": 64.0}
    assert gate.failures({"act": 59.6, "linked": 70.0}, floors, margin=0.5) == []
    (line,) = gate.failures({"act": 59.4, "linked": 70.0}, floors, margin=0.5)
    assert "act" in line and "60.0" in line
    assert len(gate.failures({"linked": 70.0}, floors, margin=0.5)) == 1  # a figure that is no longer taken


@pytest.mark.parametrize("name", ["polnear/dev/text/a.txt", "speakers/dev.jsonl", "ud/gum_dev.conllu"])
def test_other_data_is_told(tmp_path, name):
    for path in gate._READ:
        file = tmp_path / (path if Path(path).suffix else f"{path}/a.txt")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a")
    before = gate.data_digest(tmp_path)
    (tmp_path / name).write_text("b")
    assert gate.data_digest(tmp_path) != before


def test_update_refuses_to_lower_a_floor():
    with pytest.raises(ValueError, match="act"):
        gate.raised({"act": 50.0}, {"act": 60.0}, allow_lower=False)
    assert gate.raised({"act": 50.0}, {"act": 60.0}, allow_lower=True) == {"act": 50.0}
    assert gate.raised({"act": 61.26}, {"act": 60.0}, allow_lower=False) == {"act": 61.3}


@pytest.mark.parametrize(
    "a, b, same",
    [
        ("Donald Trump", "Trump", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Kim Jong Un", "Patricia Kim", False),
        (None, None, True),
        ("Ann Lee", None, False),
        ("the president", None, False),
        ("the president", "The President", True),
        ("the president", "the senator", False),
    ],
)
def test_same_name(a, b, same):
    assert same_name(a, b) is same


@pytest.mark.skipif(not (DATA / "polnear" / "dev").is_dir(), reason=f"no training data in {DATA} (set ONRECORD_DATA)")
def test_every_figure_holds_its_floor(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["gate", "--data", str(DATA)])
    status = gate.main()
    assert json.loads(gate.FLOORS.read_text())["floors"], "there are no floors"
    assert status == 0, capsys.readouterr().out
