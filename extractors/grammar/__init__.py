"""What does a word do in its clause? Grammatical functions, subjects, voice, polarity and modality, for every label scheme."""

from verbale.extractors.grammar.anaphora import dealings_meant
from verbale.extractors.grammar.claims.assertion import assess, makes_no_claim
from verbale.extractors.grammar.claims.scope import is_due, means_of
from verbale.extractors.grammar.clauses import has_subject, is_clausal, is_infinitive, is_minded, is_passive, next_form
from verbale.extractors.grammar.cues import Cues, load_cues
from verbale.extractors.grammar.english import ENGLISH
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.grammar.noun_groups import compound_lemma, conjuncts, head_lemmas, is_date, noun_span
from verbale.extractors.grammar.subjects import controllers

__all__ = [
    "ENGLISH",
    "Cues",
    "Syntax",
    "assess",
    "compound_lemma",
    "conjuncts",
    "controllers",
    "dealings_meant",
    "has_subject",
    "head_lemmas",
    "is_clausal",
    "is_date",
    "is_due",
    "is_infinitive",
    "is_minded",
    "is_passive",
    "load_cues",
    "makes_no_claim",
    "means_of",
    "next_form",
    "noun_span",
]
