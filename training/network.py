"""The network: a MiniLM encoder with traits for segments, a tag layer with learned transitions, names, and links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from kurilreader.analysis.tagger import decode, link
from kurilreader.analysis.tagger.pieces import TRAITS
from training.grammar import EDGES, OFFSETS, RELATIONS

#: the layer whose states tell the grammar, from 1
LOW = 4


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
    """Ids, mask and traits in; scores of roles and names, link vectors, scores of statements and their kinds out."""

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
        self.stated = nn.Linear(width, decode.STATED_TAGS)
        self.kinds = nn.Linear(width, len(decode.KINDS))
        self.grammar = nn.Linear(width, RELATIONS + OFFSETS + EDGES)
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

    def forward(self, ids: Tensor, mask: Tensor, traits: Tensor) -> tuple[Tensor, ...]:
        """Scores of every piece; those of the grammar, which only training asks for, come last."""
        states = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=traits, output_hidden_states=True
        ).hidden_states
        return (*self.heads(self.drop(states[-1])), self.grammar(self.drop(states[LOW])))

    def heads(self, hidden: Tensor) -> tuple[Tensor, ...]:
        """What is told from the encoder's last states."""
        return tuple(head(hidden) for head in (self.roles, self.names, self.links, self.stated, self.kinds))


class Window(nn.Module):
    """The network as it runs: one window, so no mask and no padding, and one product for query, key and value.

    The same numbers as `Network` gives, but for rounding, in two thirds of the time.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        encoder = network.encoder
        self.count = encoder.config.num_attention_heads
        self.size = encoder.config.hidden_size // self.count
        self.asking = nn.ModuleList(self._asking(layer.attention.self) for layer in encoder.encoder.layer)

    def _asking(self, attention: Any) -> nn.Linear:
        width = self.count * self.size
        merged = nn.Linear(width, 3 * width)
        scale = self.size**-0.5
        parts = (attention.query, attention.key, attention.value)
        merged.weight.data = torch.cat([parts[0].weight * scale, *(part.weight for part in parts[1:])])
        merged.bias.data = torch.cat([parts[0].bias * scale, *(part.bias for part in parts[1:])])
        return merged

    def forward(self, ids: Tensor, traits: Tensor) -> tuple[Tensor, ...]:
        """Pieces in, (pieces, .) out."""
        count = ids.shape[0]
        encoder: Any = self.network.encoder
        table = encoder.embeddings
        hidden = table.word_embeddings(ids) + table.position_embeddings.weight[:count]
        hidden = table.LayerNorm(hidden + table.token_type_embeddings(traits))
        for layer, asking in zip(encoder.encoder.layer, self.asking, strict=True):
            parts = asking(hidden).view(count, 3, self.count, self.size)
            query, value = parts[:, 0].permute(1, 0, 2), parts[:, 2].permute(1, 0, 2)
            shares = torch.softmax(query @ parts[:, 1].permute(1, 2, 0), dim=-1)
            seen = (shares @ value).permute(1, 0, 2).reshape(count, -1)
            out = layer.attention.output
            hidden = out.LayerNorm(out.dense(seen) + hidden)
            wide = nn.functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(wide) + hidden)
        return self.network.heads(hidden)


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
