"""Reading the annotated corpora into plain examples: texts with character spans, nothing about the network."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from analysis import settings
from analysis.annotate.tags import RELATION_TAGS
from analysis.annotate.types import ACTS, BASES

JUDGEMENTS = Path(__file__).with_name("judgements.csv")  # ours: labels by the same definitions as speakers/*.jsonl
DATA = settings.data_folder()
ROLES = ("Source", "Cue", "Content")
ENTITY_TYPES = ("PER", "ORG", "LOC", "MISC")
_ENTITY_MAP = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
    "misc": "MISC",
    "event": "MISC",
    "election": "MISC",
}


@dataclass
class GoldAttribution:
    """Spans of one attribution by role, and where it was labelled by reading: act, polarity towards its target,
    basis."""

    spans: dict[str, list[tuple[int, int]]]
    act: int = -1
    polarity: int = -1  # 0 critical, 1 neutral, 2 supportive; -1 unlabelled or without a target
    basis: int = -1


@dataclass
class AttributionArticle:
    name: str
    text: str
    annotators: list[list[GoldAttribution]] = field(default_factory=list)


@dataclass
class Targeted:
    """A sentence with one marked target (tone) or two (stance), and the class."""

    text: str
    spans: list[tuple[int, int]]
    label: int


def _brat(path: Path) -> list[GoldAttribution]:
    spans, out = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            rest = cells[1].split(" ", 1)[1]
            spans[cells[0]] = [tuple(map(int, s.split())) for s in rest.split(";")]
        elif cells[0].startswith("E"):
            roles = defaultdict(list)
            for part in cells[1].split():
                name, key = part.split(":")
                name = re.sub(r"\d+$", "", name)
                if name in ROLES:
                    roles[name] += spans.get(key, [])
            out.append(GoldAttribution(dict(roles)))
    return out


def labels(split: str, root: Path = DATA) -> dict[str, list[dict]]:
    """Labels by reading of a split's attributions by article: start and end of the content, act, target, polarity
    towards it, and, where they were judged, speaker, basis and so on (else None). Nothing where there is no file."""
    path, out = root / "speakers" / f"{split}.jsonl", defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        row = json.loads(line)
        out[row["name"]].append(row)
    if out and split == "train":
        with JUDGEMENTS.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                span = {"start": int(row["start"]), "end": int(row["end"])}
                polarity = int(row["polarity"]) if row["polarity"] else None
                judged = {"act": row["act"], "target": row["target"] or None, "polarity": polarity, "basis": None}
                out[row["article"]].append(span | judged)
    return dict(out)


def publishers(root: Path = DATA) -> dict[str, str]:
    """The publisher of every PolNeAR article by its name."""
    with open(root / "polnear" / "metadata.tsv", encoding="utf-8", newline="") as handle:
        return {r["filename"]: r["publisher"] for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}


def extent(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last character of spans: what a label by reading names its attribution by."""
    return min(s for s, _ in spans), max(e for _, e in spans)


def polnear(split: str, root: Path = DATA) -> list[AttributionArticle]:
    """PolNeAR articles of a split with every annotator's attributions; the first annotator carries the labels by
    reading."""
    labelled = {name: {(r["start"], r["end"]): r for r in rows} for name, rows in labels(split, root).items()}
    files = defaultdict(list)
    for path in sorted((root / "polnear" / split / "attributions").iterdir()):
        files[re.sub(r"_[0-9a-f]{4}\.ann$", "", path.name)].append(path)
    out = []
    for path in sorted((root / "polnear" / split / "text").iterdir()):
        with open(path, encoding="utf-8", newline="") as handle:
            article = AttributionArticle(path.name[:-4], handle.read())
        article.annotators = [_brat(f) for f in files[article.name]]
        for attribution in article.annotators[0]:
            content = attribution.spans.get("Content")
            row = labelled.get(article.name, {}).get(extent(content)) if content else None
            if row:
                attribution.act = ACTS.index(row["act"])
                attribution.basis = BASES.index(row["basis"]) if row["basis"] else -1
                if row["target"] is not None and row["polarity"] is not None:
                    attribution.polarity = int(row["polarity"]) + 1
        out.append(article)
    return out


def conll(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, tag) with the four entity types of ENTITY_TYPES, tags B-, I- or O."""
    sentences, current = [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.startswith(("-DOCSTART", "#")):
            if current:
                sentences.append(current)
                current = []
            continue
        cells = line.split("\t")
        tag = cells[-1]
        if tag != "O":
            begin, kind = tag.split("-", 1)
            tag = f"{begin}-{_ENTITY_MAP[kind]}"
        current.append((cells[0], tag))
    return sentences + [current] if current else sentences


def joined(sentences: list[list[tuple[str, str]]]) -> tuple[str, set[tuple[int, int, str]]]:
    """Sentences of (word, tag) as one text, a paragraph each, and the spans that their tags mark, as (start, end,
    type)."""
    text, spans = "", set()
    for sentence in sentences:
        text += "\n" * bool(text)
        open_ = None
        for word, tag in [*sentence, ("", "O")]:
            if open_ and not tag.startswith("I-"):
                spans.add(tuple(open_))
                open_ = None
            if tag.startswith("B-"):
                open_ = [len(text), len(text) + len(word), tag[2:]]
            elif open_:
                open_[1] = len(text) + len(word)
            text += word + " " if word else ""
        text = text.rstrip()
    return text + "\n", spans


def dependencies(path: Path) -> list[list[tuple[str, bool, str, str]]]:
    """Sentences of (word, space after it, part of speech, relation) from CoNLL-U. A contraction such as "don't" is one
    word with the tags of its first part."""
    sentences, current, until = [], [], 0
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        cells = line.split("\t")
        if not line:
            if current:
                sentences.append(current)
            current, until = [], 0
        elif not line.startswith("#") and "." not in cells[0]:
            space = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                until = int(cells[0].split("-")[1])
                current.append((cells[1], space, "", ""))
            elif int(cells[0]) > until or current[-1][2] == "":
                relation = next((r for r in (cells[7], cells[7].split(":")[0]) if r in RELATION_TAGS), "other")
                word, space = current.pop()[:2] if int(cells[0]) <= until else (cells[1], space)
                current.append((word, space, cells[3], relation))
    return sentences


@dataclass
class LinkedName:
    """A name of a person, organization or place with its Wikipedia identity. ``words`` are the spans of its head
    words."""

    start: int
    end: int
    kind: str
    identity: str
    words: list[tuple[int, int]]


@dataclass
class LinkedArticle:
    name: str
    text: str
    names: list[LinkedName] = field(default_factory=list)


def linked(path: Path, genre: str = "GUM_news_") -> list[LinkedArticle]:
    """Documents of GUM (CoNLL-U with ``Entity=(id-type-infstat-salience-centering-minspan-link-identity``) as running
    text, an empty line between paragraphs, with the mentions that have an identity and a proper noun as their head. A
    name is reduced to the words of its minimal span, before a comma: "Sydney" of "Sydney, Australia"."""
    out = []
    for block in re.split(r"^# newdoc id = ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, rest = block.partition("\n")
        if not name.startswith(genre):
            continue
        article, words, open_ = LinkedArticle(name, ""), [], []
        for line in rest.split("\n"):
            cells = line.split("\t")
            if line.startswith("# newpar") and not line.startswith("# newpar_block") and article.text:
                article.text = article.text.rstrip() + "\n\n"
            elif line.startswith("# text = "):
                at = len(article.text)
                article.text += line[9:] + " "
            elif len(cells) == 10 and cells[0].isdigit():
                low = article.text.find(cells[1], at)
                low = at if low < 0 else low
                at = min(low + len(cells[1]), len(article.text))
                words.append((low, at, cells[3]))
                marks = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
                for opened, facts, single, closed in re.findall(
                    r"(\()([^()]*)(\))?|([^()]+)\)", marks[1] if marks else ""
                ):
                    if opened:
                        open_.append((facts.split("-", 7), len(words) - 1))
                    if single or closed:
                        key = closed or facts.split("-")[0]
                        k = next(k for k in range(len(open_) - 1, -1, -1) if open_[k][0][0] == key)
                        about, first = open_.pop(k)
                        span = words[first:]
                        heads = [span[int(i) - 1] for i in about[5].split(",") if int(i) <= len(span)]
                        comma = next((w[0] for w in span if w[0] > heads[0][0] and article.text[w[0]] == ","), 10**9)
                        heads = [h for h in heads if h[0] < comma]
                        if (
                            len(about) == 8
                            and about[1] in ("person", "organization", "place")
                            and heads[0][2] == "PROPN"
                        ):
                            article.names.append(
                                LinkedName(heads[0][0], heads[-1][1], about[1], about[7], [h[:2] for h in heads])
                            )
        article.text = article.text.rstrip()
        article.names.sort(key=lambda n: (n.start, -n.end, n.identity))
        out.append(article)
    return out


def newsmtsc(path: Path) -> list[Targeted]:
    """One example a target: classes 0 negative, 1 neutral, 2 positive."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            out.append(
                Targeted(row["sentence_normalized"], [(target["from"], target["to"])], int(target["polarity"]) // 2 - 1)
            )
    return out


def directed(path: Path) -> list[Targeted]:
    """Two marked actors p and q; classes 0 neutral, 1 p praises q, 2 q praises p, 3 p blames q, 4 q blames p."""
    out = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 4:
            continue
        text, spans = "", []
        for k, part in enumerate(re.split(r"\[([^\[\]]*)\]", cells[0])):
            if k % 2:
                spans.append((len(text), len(text) + len(part)))
            text += part
        if len(spans) >= 2:
            out.append(Targeted(text, spans[:2], int(cells[3])))
    return out
