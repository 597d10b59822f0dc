"""The network: a MiniLM encoder with traits for segments, a tag layer with learned transitions, names, and links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from kurilreader.analysis.tagger import decode, link
from kurilreader.analysis.tagger.pieces import TRAITS


class QuickDropout(nn.Module):
    """Dropout from a pool of random masks: drawing fresh numbers costs more here than the layers themselves."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.size = 1 << 23
        self.pool = (torch.rand(2 * self.size) >= rate).to(torch.bfloat16) / (1 - rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        count = x.numel()
        if count > self.size:
            return nn.functional.dropout(x, self.rate)
        at = int(torch.randint(0, self.size, (1,)))
        return x * self.pool[at : at + count].view_as(x).to(x.dtype)


class Network(nn.Module):
    """Ids, mask and traits in; role scores, name scores and link vectors out."""

    def __init__(self, encoder: BertModel, rate: float = 0.1) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        old = encoder.embeddings.token_type_embeddings.weight.data
        encoder.embeddings.token_type_embeddings = nn.Embedding(TRAITS, width)
        fresh = old[0].repeat(TRAITS, 1)
        fresh = fresh + 0.01 * torch.randn_like(fresh)
        encoder.embeddings.token_type_embeddings.weight.data = fresh
        encoder.config.type_vocab_size = TRAITS
        for module in encoder.modules():
            for name, child in module.named_children():
                if isinstance(child, nn.Dropout) and child.p > 0:
                    setattr(module, name, QuickDropout(rate))
        self.encoder = encoder
        self.drop = QuickDropout(rate)
        self.roles = nn.Linear(width, decode.ROLE_TAGS)
        self.names = nn.Linear(width, decode.NAME_TAGS)
        self.links = nn.Linear(width, 4 * link.WIDTH)
        self.transitions = nn.Parameter(torch.from_numpy(decode.allowed(decode.ROLE_TAGS)).clamp(min=-20))
        self.table = nn.Parameter(torch.zeros(2, link.ROWS))
        self.none = nn.Parameter(torch.zeros(2))

    @classmethod
    def start(cls, folder: Path) -> Network:
        """From the weights of a sentence encoder; attention keeps its dropout off for speed."""
        config = BertConfig.from_pretrained(folder)
        config.attention_probs_dropout_prob = 0.0
        encoder: Any = BertModel.from_pretrained(
            folder, config=config, add_pooling_layer=False, attn_implementation="sdpa"
        )
        return cls(encoder)

    def forward(self, ids: Tensor, mask: Tensor, traits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=traits).last_hidden_state
        hidden = self.drop(hidden)
        return self.roles(hidden), self.names(hidden), self.links(hidden)


def crf_loss(emissions: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log likelihood of tag sequences in a linear chain (Lafferty et al., 2001), per unit.

    Args:
        emissions: (batch, units, tags).
        tags: (batch, units).
        mask: (batch, units), true for the units that count, a prefix of each row.
        transitions: (tags, tags), rows lead to columns.
    """
    kept = mask.float()
    gold = emissions.gather(2, tags[..., None])[..., 0] * kept
    steps = transitions[tags[:, :-1], tags[:, 1:]] * kept[:, 1:]
    total = gold.sum() + steps.sum()
    units, kept_units = emissions.unbind(1), mask[:, :, None].unbind(1)
    alpha = units[0]
    for unit, is_kept in zip(units[1:], kept_units[1:], strict=True):
        nxt = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + unit
        alpha = torch.where(is_kept, nxt, alpha)
    return (torch.logsumexp(alpha, dim=1).sum() - total) / kept.sum()


def link_losses(network: Network, vectors: Tensor, jobs: list[tuple[int, Tensor, Tensor, Tensor, Tensor]]) -> Tensor:
    """Mean cross entropy of the partners of all asking spans.

    Args:
        network: holds the weights of what stands between two spans.
        vectors: (spans, 4 * WIDTH), the mean link vector of every span in the batch.
        jobs: relation, asking spans, asked spans (indices into `vectors`), rows of the weight table for each pair, and
            the partner of each asking span, counting asked spans, their number for none, or -100 where it is cut off.
    """
    total, count = vectors.new_zeros(()), 0
    for relation, asking, asked, rows, gold in jobs:
        ask = vectors[asking][:, 2 * relation * link.WIDTH : (2 * relation + 1) * link.WIDTH]
        answer = vectors[asked][:, (2 * relation + 1) * link.WIDTH : (2 * relation + 2) * link.WIDTH]
        raw = ask @ answer.T / link.WIDTH**0.5 + network.table[relation][rows].sum(-1)
        raw = torch.cat([raw, network.none[relation].expand(len(asking), 1)], dim=1)
        total = total + nn.functional.cross_entropy(raw, gold, reduction="sum", ignore_index=-100)
        count += int((gold >= 0).sum())
    return total / max(1, count)
