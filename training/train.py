"""Train the tagger.

Usage: python -m training.train OUT [--epochs N] [--seed N] ... (see --help)
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer as Vocabulary
from torch import Tensor

from kurilreader.analysis.tagger import link
from kurilreader.analysis.tagger.pieces import vocabulary
from training import grammar
from training.augment import Augmenter
from training.network import Network, crf_loss, link_losses
from training.polnear import Doc, read_part
from training.samples import IGNORE, Crop, Marked, Sample, crops, from_doc, sample
from training.texts import read

#: how much faster the layers learn that start from nothing
FRESH = 8
#: each window draws how many of its words are hidden, up to this share
HIDDEN = 0.2


def held_out(docs: list[Doc]) -> tuple[list[Doc], list[Doc]]:
    """Articles to train on, and one in fourteen to choose settings on."""
    return [d for i, d in enumerate(docs) if i % 14 != 5], [d for i, d in enumerate(docs) if i % 14 == 5]


def collate(batch: list[Crop], vocab: Vocabulary, rng: np.random.Generator, hide: float) -> dict[str, Any]:
    """Pad windows into tensors, hide some words, and list the pairs to link."""
    cls, sep, hidden = (vocab.token_to_id(each) for each in ("[CLS]", "[SEP]", "[MASK]"))
    length = 2 + max(c.last - c.first for c in batch)
    shape = (len(batch), length)
    ids, mask, traits = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    tags = torch.full(shape, IGNORE, dtype=torch.long)
    names = torch.full(shape, IGNORE, dtype=torch.long)
    stated = torch.full(shape, IGNORE, dtype=torch.long)
    kinds = torch.full(shape, IGNORE, dtype=torch.long)
    main = torch.zeros(shape, dtype=torch.bool)
    parsed = torch.full((*shape, 3), IGNORE, dtype=torch.long)
    masked = torch.zeros(shape, dtype=torch.bool)
    where: list[tuple[int, int, int]] = []
    jobs: list[tuple[int, Tensor, Tensor, Tensor, Tensor]] = []
    for row, crop in enumerate(batch):
        one, a, b = crop.sample, crop.first, crop.last
        size = b - a
        ids[row, 0], ids[row, size + 1] = cls, sep
        mask[row, : size + 2] = 1
        inner = slice(1, size + 1)
        held = (one.pieces.ids, one.pieces.traits, one.tags, one.name_tags, one.stated, one.kinds, one.main)
        for target, values in zip((ids, traits, tags, names, stated, kinds, main), held, strict=True):
            target[row, inner] = torch.from_numpy(values[a:b])
        parsed[row, inner] = torch.from_numpy(one.grammar[a:b])
        chosen = rng.random(int(one.pieces.words[b - 1]) + 1) < hide * rng.random()
        masked[row, inner] = torch.from_numpy(chosen[one.pieces.words[a:b]])
        first_word = int(np.searchsorted(one.starts, a))
        last_word = int(np.searchsorted(one.starts, b))
        inside = {i: s for i, s in enumerate(one.spans) if first_word <= s[0] and s[1] <= last_word}
        at = {}
        for i, (low, high, _) in inside.items():
            at[i] = len(where)
            where.append((row, int(one.starts[low]) - a + 1, int(one.starts[high]) - a + 1))
        roles: list[list[int]] = [[], [], []]
        for i, span in sorted(inside.items(), key=lambda kv: kv[1]):
            roles[span[2]].append(i)
        cues = np.array([one.spans[i][0] for i in roles[1]], dtype=np.int64)
        ground = link.Ground(one.sentences, one.paragraphs)
        partner: dict[tuple[int, int], int] = {}
        for cue, other in one.links:
            partner[(0, cue) if one.spans[other][2] == 0 else (1, other)] = other if one.spans[other][2] == 0 else cue
        for relation, asking, asked in ((0, roles[1], roles[0]), (1, roles[2], roles[1])):
            if not asking or not asked or (one.tags[a:b] == IGNORE).all():
                continue
            column = {i: n for n, i in enumerate(asked)}
            gold = [
                column.get(partner[relation, i], IGNORE) if (relation, i) in partner else len(asked) for i in asking
            ]
            sides = [[np.array([one.spans[i][k] for i in g]) for k in (0, 1)] for g in (asking, asked)]
            rows = link.relations((sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]), cues, ground)
            jobs.append(
                (
                    relation,
                    torch.tensor([at[i] for i in asking]),
                    torch.tensor([at[i] for i in asked]),
                    torch.from_numpy(rows),
                    torch.tensor(gold),
                )
            )
    return {
        "ids": torch.where(masked, hidden, ids),
        "whole": ids,
        "mask": mask,
        "traits": traits,
        "tags": tags,
        "names": names,
        "stated": stated,
        "kinds": kinds,
        "main": main,
        "grammar": parsed,
        "where": where,
        "jobs": jobs,
    }


def pooled(links: Tensor, where: list[tuple[int, int, int]]) -> Tensor:
    """Mean link vectors of spans, (spans, width), in one gather: a slice for each would cost a third of the time."""
    spans = np.array(where, dtype=np.int64)
    sizes = spans[:, 2] - spans[:, 1]
    owner = np.repeat(np.arange(len(spans)), sizes)
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    flat = torch.from_numpy(spans[owner, 0] * links.shape[1] + spans[owner, 1] + inside)
    rows = links.reshape(-1, links.shape[2]).index_select(0, flat)
    sums = rows.new_zeros(len(spans), rows.shape[1]).index_add(0, torch.from_numpy(owner), rows)
    return sums / torch.from_numpy(sizes)[:, None]


def likeness(told: Tensor, wanted: Sequence[Tensor]) -> Tensor:
    """How far scores are from the mean distribution of the teachers', one divergence for each piece."""
    shares = torch.stack([torch.softmax(each.float(), -1) for each in wanted]).mean(0)
    return (shares * (shares.clamp(min=1e-9).log() - torch.log_softmax(told, -1))).sum(-1)


def losses(network: Network, batch: dict[str, Any], teachers: Sequence[Network] = ()) -> dict[str, Tensor]:
    """The parts of the loss for one batch; teachers are asked about the words that are hidden from the network."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch["ids"], batch["mask"], batch["traits"])
    roles, names, links, stated, kinds, parsed = (each.float() for each in scores)
    tags, main = batch["tags"], batch["main"]
    entropy = torch.nn.functional.cross_entropy
    parts: dict[str, Tensor] = {}
    known = tags != IGNORE
    if known.any():
        parts["main"] = entropy(roles[main & known], tags[main & known])
        rest = known & ~main
        parts["rest"] = entropy(roles[rest], tags[rest])
        mains = main & known
        counts = mains.sum(1)
        longest = int(counts.max())
        order = torch.where(mains, 0, 1).argsort(dim=1, stable=True)[:, :longest]
        valid = torch.arange(longest)[None] < counts[:, None]
        rows = (counts > 0).nonzero()[:, 0]
        emissions = roles.gather(1, order[..., None].expand(-1, -1, roles.shape[2]))[rows]
        gold = tags.gather(1, order).clamp(min=0)[rows]
        parts["crf"] = crf_loss(emissions, gold, valid[rows], network.transitions)
    for name, told in (("names", names), ("stated", stated), ("kinds", kinds)):
        chosen = batch[name] != IGNORE
        if chosen.any():
            parts[name] = entropy(told[chosen], batch[name][chosen])
    chosen = batch["grammar"][..., 0] != IGNORE
    if chosen.any():
        shares = parsed[chosen].split((grammar.RELATIONS, grammar.OFFSETS, grammar.EDGES), dim=-1)
        wanted = batch["grammar"][chosen].unbind(-1)
        parts["grammar"] = torch.stack([entropy(a, b) for a, b in zip(shares, wanted, strict=True)]).sum()
    if batch["jobs"]:
        vectors = pooled(links, batch["where"])
        parts["links"] = link_losses(network, vectors, batch["jobs"])
    if teachers:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            answers = [each(batch["whole"], batch["mask"], batch["traits"]) for each in teachers]
        wanted = list(zip(*answers, strict=True))
        parts["taught"] = likeness(roles, wanted[0])[main].mean()
        chosen = batch["names"] != IGNORE
        if chosen.any():
            parts["taught"] = parts["taught"] + 0.5 * likeness(names, wanted[1])[chosen].mean()
        chosen = batch["stated"] != IGNORE
        if chosen.any():
            parts["taught"] = parts["taught"] + 0.5 * likeness(stated, wanted[3])[chosen].mean()
    return parts


WEIGHTS = {
    "main": 0.5,
    "rest": 0.15,
    "crf": 0.5,
    "names": 0.5,
    "links": 0.25,
    "stated": 0.3,
    "kinds": 0.15,
    "grammar": 0.15,
    "taught": 1.0,
}


def save(network: Network, folder: Path, averaged: dict[str, Tensor] | None) -> None:
    """Keep weights for export."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(averaged or network.state_dict(), folder / "weights.pt")


def optimizer_for(network: Network, rate: float) -> torch.optim.Optimizer:
    """AdamW: what starts from nothing learns faster than what is already trained."""
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    traits = [p for n, p in network.named_parameters() if "token_type" in n]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder") and "token_type" not in n]
    groups = [
        {"params": body, "lr": rate, "weight_decay": 0.01},
        {"params": heads, "lr": rate * FRESH, "weight_decay": 0.0},
        {"params": traits, "lr": rate * FRESH / 2, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True, betas=(0.9, 0.98))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"))
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--grammar", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="weights of earlier runs to learn from as well"
    )
    parser.add_argument("--hide", type=float, default=HIDDEN, help="the largest share of words hidden in a window")
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of this project's marked texts")
    parser.add_argument("--repeat", type=int, default=3, help="how often an epoch shows each of them")
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--everything", action="store_true", help="train on the held-out slice too")
    parser.add_argument("--plain", action="store_true", help="no augmentation")
    return parser.parse_args()


def marked_texts(args: argparse.Namespace) -> tuple[list[Marked], list[Marked]]:
    """PolNeAR with silver names, and texts of which less is known: silver names alone, or all but names."""
    docs = read_part(args.corpus, "train")
    if not args.everything:
        docs = held_out(docs)[0]
    silver = json.loads(args.silver.read_text(encoding="utf-8"))
    parsed = grammar.read(args.grammar)
    originals = [from_doc(d, silver[d.name], parsed.get(d.name)) for d in docs]
    extra = [
        Marked(t["text"], [], [], [tuple(n) for n in t["names"]], roles_known=False) for t in silver.get("*extra", [])
    ]
    own = [text for folder in args.texts for text in read(folder)]
    return originals, extra + own * args.repeat


def shuffled(samples: list[Sample], size: int, count: int, rng: np.random.Generator) -> list[list[Crop]]:
    """Batches of windows of like length, in any order."""
    found = [c for one in samples for c in crops(one, size, rng)]
    lengths = np.array([c.last - c.first for c in found])
    order = np.argsort(lengths // 24 + rng.random(len(found)) * 3)
    batches = [[found[i] for i in order[s : s + count]] for s in range(0, len(order), count)]
    return [batches[i] for i in rng.permutation(len(batches))]


def teacher_of(args: argparse.Namespace, weights: Path) -> Network:
    """The network of an earlier run, to learn from."""
    teacher = Network.start(args.encoder)
    teacher.load_state_dict(torch.load(weights))
    return teacher.eval()


def main() -> None:
    """Train, and keep the averaged weights after every epoch."""
    args = arguments()
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    rng = np.random.default_rng(args.seed)
    vocab = vocabulary(args.encoder / "tokenizer.json")
    network = Network.start(args.encoder)
    if args.resume:
        # an earlier stage may have had fewer heads
        network.load_state_dict(torch.load(args.resume), strict=False)
    teachers = [teacher_of(args, each) for each in args.teachers]
    originals, extra = marked_texts(args)
    augmenter = Augmenter(args.seed)

    def fresh_batches() -> list[list[Crop]]:
        marked = originals + extra if args.plain else augmenter.epoch(originals, extra)
        return shuffled([sample(m, vocab) for m in marked], args.size, args.batch, rng)

    optimizer = optimizer_for(network, args.rate)
    bases = [g["lr"] for g in optimizer.param_groups]
    began = time.time()
    averaged = {k: v.clone() for k, v in network.state_dict().items()}
    batches = fresh_batches()
    per_epoch = len(batches)
    step, sums = 0, dict.fromkeys(WEIGHTS, 0.0)
    progress = 0.0
    while progress < 1:
        for batch in batches:
            progress = max(step / (args.epochs * per_epoch), (time.time() - began) / 60 / args.minutes)
            if progress >= 1:
                break
            factor = min(1.0, step / (0.4 * per_epoch)) * max(0.02, 1 - progress)
            for group, base in zip(optimizer.param_groups, bases, strict=True):
                group["lr"] = base * factor
            network.train()
            parts = losses(network, collate(batch, vocab, rng, args.hide), teachers)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            loss.backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(0.998, 1 - 1 / (1 + step / 4))
            for key, value in network.state_dict().items():
                if value.is_floating_point():
                    averaged[key].lerp_(value, 1 - keep)
            for key, part in parts.items():
                sums[key] += float(part.detach())
            if step % 50 == 0:
                text = " ".join(f"{k} {v / 50:.3f}" for k, v in sums.items())
                print(f"{(time.time() - began) / 60:.1f} min, epoch {step / per_epoch:.2f}: {text}", flush=True)
                sums = dict.fromkeys(WEIGHTS, 0.0)
                if not math.isfinite(float(loss.detach())):
                    raise SystemExit("the loss is not finite")
        save(network, args.out, averaged)
        if progress < 1:
            batches = fresh_batches()
    print(f"done: {step} steps, {(time.time() - began) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
