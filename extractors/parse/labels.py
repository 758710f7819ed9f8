"""Dependency labels and part-of-speech tags by what they stand for, in CLEAR and in Universal Dependencies alike.

``labels.OBJECT`` reads the same for every pipeline: no other module spells a set of labels that has a name here.
"""

from __future__ import annotations

# Subjects. An expletive is one: "there", "it" of "it is likely that".
SUBJECT = frozenset({"nsubj", "csubj", "expl"})
SUBJECT_PASSIVE = frozenset({"nsubjpass", "nsubj:pass", "csubjpass", "csubj:pass"})
ANY_SUBJECT = SUBJECT | SUBJECT_PASSIVE
MEANT_SUBJECT = ANY_SUBJECT - {"expl"}
CLAUSAL_SUBJECT = frozenset({"csubj", "csubjpass", "csubj:pass"})
NOMINAL_SUBJECT = MEANT_SUBJECT - CLAUSAL_SUBJECT

# What else a verb takes.
OBJECT = frozenset({"dobj", "obj"})
INDIRECT = frozenset({"dative", "iobj"})
ATTRIBUTE = frozenset({"attr", "acomp", "oprd"})
ANY_OBJECT = OBJECT | INDIRECT | {"pobj"}
COMPLEMENT = frozenset({"xcomp", "ccomp"})
ADVERBIAL = frozenset({"advcl"})
# What holds of a verb holds of these below it: "did not agree to join".
INHERITING = frozenset({"xcomp", "pcomp", "dobj", "obj", "nsubjpass", "nsubj:pass"})
ADJUNCT = frozenset({"prep", "npadvmod", "agent"})
# How a clause hangs that stands beside another: "as did Peru", "and Mali followed suit".
SIDE_CLAUSE = ADVERBIAL | {"conj", "ccomp", "dep", "parataxis"}
# Words that join it.
CONJUNCTION = frozenset({"mark", "cc"})
PARTICLE = frozenset({"prt", "compound:prt"})
# What may be a particle, whatever the parser took it for: "broke off", "pulled back".
PARTICLE_LIKE = PARTICLE | {"advmod", "npadvmod", "prep"}
PASSIVE_AUXILIARY = frozenset({"auxpass", "aux:pass"})
AUXILIARY = PASSIVE_AUXILIARY | {"aux"}
HELPING = AUXILIARY | {"cop"}

# What a noun takes.
POSSESSOR = frozenset({"poss", "nmod:poss"})
MODIFIER = frozenset({"amod", "nmod"})
COMPOUND = frozenset({"compound", "flat", "nn"})
# How a word hangs that belongs to the noun behind it: "the government side", "the Polish envoy".
PREMODIFIER = MODIFIER | {"compound"}
NUMERIC = frozenset({"nummod", "quantmod"})
# Before a noun, who it belongs to: "Peru's envoy", "the Peruvian envoy", "the Peru office".
OWNING = POSSESSOR | {"compound", "amod"}
RELATIVE = frozenset({"relcl", "acl:relcl"})
REDUCED = frozenset({"acl"})
ADNOMINAL = RELATIVE | REDUCED
LEFT_OF_NOUN = POSSESSOR | MODIFIER | COMPOUND | {"det", "nummod", "quantmod", "predet", "case"}

# Who or what a verb is done to.
UNDERGOER = OBJECT | {"nsubjpass", "nsubj:pass"}
# Where a gerund without an object is a noun: "fighting broke out".
NOMINAL_PLACE = NOMINAL_SUBJECT | OBJECT

# Part-of-speech tags.
VERBAL = frozenset({"VERB", "AUX"})
NOUN = frozenset({"NOUN", "PROPN", "PRON"})
NOMINAL = NOUN | {"NUM"}
NAMING = NOMINAL - {"PRON"}
SUBSTANTIVE = frozenset({"NOUN", "PROPN"})
NOUN_GROUP = SUBSTANTIVE | {"ADJ"}
PLURAL = frozenset({"NNS", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
