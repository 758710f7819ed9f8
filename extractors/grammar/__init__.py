"""What does a word do in its clause? Grammatical functions, subjects, voice, polarity and modality, for every label scheme."""

from verbale.extractors.grammar.assertion import Cues, assess, load_cues
from verbale.extractors.grammar.clauses import (
    compound_lemma,
    conjuncts,
    has_subject,
    head_lemmas,
    is_clausal,
    is_passive,
    minded,
    noun_span,
)
from verbale.extractors.grammar.dealings import dealings_meant
from verbale.extractors.grammar.functions import Syntax

__all__ = [
    "Cues",
    "Syntax",
    "assess",
    "compound_lemma",
    "conjuncts",
    "dealings_meant",
    "has_subject",
    "head_lemmas",
    "is_clausal",
    "is_passive",
    "load_cues",
    "minded",
    "noun_span",
]
