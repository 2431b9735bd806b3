"""Trains the two networks of analysis/annotate/judges.py; called by training.act_tuning with the labelled cases."""

import numpy as np
import torch
from torch import nn

from analysis.annotate.judges import STATE

WIDTH, INNER, DROP = 64, 64, 0.3
EPOCHS, BATCH, RATE, DECAY = 6, 16, 1e-3, 0.02


class Judge(nn.Module):
    """Adds to the given log scores of candidates what the states of the attribution and of the candidate say."""

    def __init__(self, outputs: int):
        super().__init__()
        self.about = nn.Linear(4 * STATE, WIDTH)
        self.candidate = nn.Linear(STATE, WIDTH)
        self.inner = nn.Linear(3 * WIDTH + outputs, INNER)
        self.out = nn.Linear(INNER, outputs)
        self.drop = nn.Dropout(DROP)

    def forward(self, about, candidates, given):
        q = torch.tanh(self.about(self.drop(about)))[None].expand(len(candidates), -1)
        v = torch.tanh(self.candidate(self.drop(candidates)))
        inner = nn.functional.gelu(self.inner(self.drop(torch.cat([q, v, q * v, given], 1))))
        return given + self.out(self.drop(inner))


def fit(examples: list[tuple[np.ndarray, np.ndarray, np.ndarray, list[int]]], over: str, seed: int) -> Judge:
    """``examples``: (about, candidates (n, STATE), given (n, k), right answers). ``over`` says what the answers choose
    from: "candidates" (k is 1; the answers are rows) or "classes" (n is 1; the answers are columns)."""
    torch.manual_seed(seed)
    data = [(*(torch.from_numpy(np.asarray(x, np.float32)) for x in e[:3]), e[3]) for e in examples]
    net = Judge(data[0][2].shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(data) // BATCH + 1)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.0, 1 - s / steps))
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(data)).split(BATCH):
            loss = 0.0
            for k in batch.tolist():
                about, candidates, given, right = data[k]
                scores = net(about, candidates, given)
                logs = (scores[:, 0] if over == "candidates" else scores[0]).log_softmax(0)
                loss = loss - torch.logsumexp(logs[right], 0)
            optimizer.zero_grad()
            (loss / len(batch)).backward()
            optimizer.step()
            scheduler.step()
    return net.eval()


def arrays(head: str, net: Judge) -> dict[str, np.ndarray]:
    """The weights under the names that analysis.annotate.model reads, in half precision."""
    return {f"{head}.{k}": v.numpy().astype(np.float16) for k, v in net.state_dict().items()}
