"""The rules' own example sentences that are most like what was found: what the project means by a type."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from verbale.extractors.rules import RuleSet

_MOST = 3
# Names and numbers are left out: two sentences are not alike for being about the same states.
_WORD = re.compile(r"(?<![\w'’])[a-z]{2,}(?![\w])")


def example_lines(text: str, relation_type: str, rules: RuleSet, vocab: Vocab) -> list[str]:
    """``envoy.recall.verb: The Kenyan ambassador was withdrawn ...``, the most alike first."""
    own = _words(text, vocab)
    examples = [
        (loaded.rule.id, example.text)
        for loaded in rules.rules
        if loaded.relation_type == relation_type
        for _, example in loaded.examples()
    ]
    alike = [_likeness(own, _words(example, vocab), vocab) for _, example in examples]
    ranked = sorted(range(len(examples)), key=lambda n: (-alike[n], n))
    return [f"{examples[n][0]}: {examples[n][1]}" for n in ranked[:_MOST] if alike[n] > 0]


def _words(text: str, vocab: Vocab) -> list[str]:
    """The words that say something, without names."""
    return [word for word in _WORD.findall(text) if not vocab[word].is_stop]


def _likeness(one: Sequence[str], other: Sequence[str], vocab: Vocab) -> float:
    """The cosine of the means of the words' vectors; of a pipeline without vectors the share of words in common."""
    if not vocab.vectors_length:
        return len(set(one) & set(other)) / max(1, len({*one, *other}))
    means = _mean(one, vocab), _mean(other, vocab)
    length = float(np.linalg.norm(means[0]) * np.linalg.norm(means[1]))
    return float(means[0] @ means[1]) / length if length else 0.0


def _mean(words: Sequence[str], vocab: Vocab) -> NDArray[np.float32]:
    vectors = [np.asarray(vocab.get_vector(word), dtype=np.float32) for word in words if vocab.has_vector(word)]
    return np.mean(vectors, axis=0) if vectors else np.zeros(vocab.vectors_length, dtype=np.float32)
