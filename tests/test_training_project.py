"""The training commands as they are documented: what they name is there; with PyTorch, what they write is a model."""

import importlib.util
import re

import numpy as np
import pytest
import yaml


@pytest.fixture
def project(root):
    return yaml.safe_load((root / "training" / "project.yml").read_text(encoding="utf-8"))


def test_every_command_runs_a_module_that_is_there(project):
    commands = {c["name"]: " ".join(c["script"]) for c in project["commands"]}
    assert sorted(project["workflows"]["all"]) == sorted(commands)
    for script in commands.values():
        assert importlib.util.find_spec(re.search(r"python -m (training\.\w+)", script)[1]), script


def test_what_is_exported_is_the_last_checkpoint(project):
    pytest.importorskip("torch", reason="the extra 'train' is not installed")
    from training.train import STAGES

    last = f"build/stage{len(STAGES)}-pass{STAGES[-1].passes}.pt"
    commands = {c["name"]: c for c in project["commands"]}
    assert commands["train"]["outputs"] == commands["export"]["deps"] == [last]
    assert all(f"training/{last}" in commands[name]["script"][0] for name in ("export", "judge"))


def test_what_was_cut_off_goes_on_after_the_last_whole_stage(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
    from training import train

    torch.manual_seed(7)
    torch.save(train.Network().state_dict(), train.checkpoint(tmp_path, 1, train.STAGES[0].passes))
    torch.save({}, train.checkpoint(tmp_path, 2, 1))  # the first pass of a stage with more of them
    known = torch.load(train.checkpoint(tmp_path, 1, train.STAGES[0].passes), weights_only=True)
    ran = []

    def run(stage, net, plan, rng, place, root):
        ran.append((stage, place(1).name))
        assert torch.equal(net.state_dict()["tone.1.weight"], known["tone.1.weight"])

    monkeypatch.setattr(train, "Plan", lambda tokenizer, root: None)
    monkeypatch.setattr(train, "run", run)
    train.train(tmp_path, 0, tmp_path)
    assert ran == [(stage, f"stage{n}-pass1.pt") for n, stage in enumerate(train.STAGES[1:], 2)]


def test_a_checkpoint_is_exported_to_a_model_that_reads(tmp_path):
    torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
    from analysis.annotate.model import WIDTH, Model
    from training.export import export
    from training.network import Network

    torch.manual_seed(0)
    torch.save(Network().state_dict(), tmp_path / "checkpoint.pt")
    export([tmp_path / "checkpoint.pt"], tmp_path / "model")
    model = Model(tmp_path / "model")
    pieces, hidden, middle = model.encode_text("Ann Lee said no.")
    assert hidden.shape == middle.shape == (len(pieces), WIDTH)
    marks = np.zeros(len(pieces), np.int64)
    assert model.read_marked(middle, marks).shape == model.read_attribution(middle, marks, marks).shape == middle.shape
    assert model.mlp("tone", np.zeros(2 * WIDTH, np.float32)).shape == (3,)
    assert model.mlp("judge_act", np.zeros(4 * WIDTH, np.float32)).shape == (12,)
