"""Dependency labels by grammatical relation (CLEAR and Universal Dependencies), and closed word classes of English syntax."""

from __future__ import annotations

import re

SUBJECT = {"nsubj", "csubj", "expl"}
SUBJECT_PASSIVE = {"nsubjpass", "nsubj:pass", "csubjpass", "csubj:pass"}
OBJECT = {"dobj", "obj"}
INDIRECT = {"dative", "iobj"}
ATTRIBUTE = {"attr", "acomp", "oprd"}
PASSIVE_AUXILIARY = {"auxpass", "aux:pass"}
RELATIVE = {"relcl", "acl:relcl"}
REDUCED = {"acl"}
POSSESSOR = {"poss", "nmod:poss"}
MODIFIER = {"amod", "nmod"}
COMPOUND = {"compound", "flat", "nn"}
COMPLEMENT = {"xcomp", "ccomp"}
ADVERBIAL = {"advcl"}
PARTICLE = {"prt", "compound:prt"}
AUXILIARY = {"aux", "auxpass", "aux:pass"}
YEAR = re.compile(r"1\d{3}|20\d\d")
LEFT_OF_NOUN = {
    "det",
    "amod",
    "compound",
    "poss",
    "nmod:poss",
    "nummod",
    "nmod",
    "quantmod",
    "predet",
    "flat",
    "nn",
    "case",
    "punct",
}
RELATIVE_PRONOUNS = {"which", "that", "who", "whom", "whose"}
# What is signed and concluded: a participle behind it is its own.
DOCUMENTS = {
    "treaty", "agreement", "accord", "accords", "pact", "convention", "protocol", "concordat", "deal", "memorandum", "alliance",
    "union", "truce", "armistice", "peace", "lease", "entente", "charter", "covenant", "compact", "declaration",
}  # fmt: skip
# What states have with each other, in the plural: "they were broken off".
DEALINGS = {"relation", "tie", "link", "contact", "negotiation", "talk", "sanction", "restriction"}
# Verbs that take whom they address after a preposition ("called on Poland to leave"): the infinitive is the addressee's.
OBLIQUE_CONTROL = {"call": {"on", "upon"}, "appeal": {"to"}, "prevail": {"on", "upon"}, "plead": {"with"}, "rely": {"on"}}
# Verbs whose infinitive complement is understood of their object ("urged Poland to leave") (object control).
OBJECT_CONTROL = {
    "allow", "ask", "authorise", "authorize", "call", "cause", "compel", "enable", "encourage", "expect", "force", "get", "help",
    "instruct", "invite", "lead", "oblige", "order", "permit", "persuade", "press", "pressure", "request", "require", "tell",
    "urge", "want", "warn", "prompt", "provoke", "induce", "impel", "spur", "drive", "push", "move", "convince", "empower",
    "entitle", "mandate", "commission", "implore", "beg", "beseech", "exhort", "advise", "challenge", "dare",
    "entreat", "assign", "task", "recruit", "coerce", "incite", "inspire", "motivate", "tempt", "bribe",
}  # fmt: skip
# Verbs of attitude: their subject has no part in what their object names ("condemned the invasion of Kuwait").
ATTITUDE = {
    "abhor", "acclaim", "applaud", "approve", "await", "back", "bemoan", "celebrate", "commemorate", "condemn",
    "condone", "criticise", "criticize", "decry", "denounce", "deplore", "deride", "disapprove", "discourage",
    "endorse", "expect", "favor", "favour", "fear", "foresee", "hail", "ignore", "justify", "lament", "lambast", "laud",
    "mourn", "oppose", "praise", "predict", "protest", "regret", "ridicule", "salute", "slam", "support", "tolerate",
    "watch", "welcome", "witness",
}  # fmt: skip
# Participles that only say whose a noun is or whom it concerns: "debts owed by Haiti", "sanctions imposed on Mali".
OWNED_BY = {
    "commit", "direct", "impose", "issue", "launch", "level", "lodge", "make", "mount", "offer", "owe", "perpetrate", "place",
    "propose", "raise", "stage", "submit", "table",
}  # fmt: skip
CONJUNCTIONS = {"after", "before", "as", "since", "until", "while", "when", "once", "because"}
# Adverbs whose preposition is the verb's: "called its envoy home from Rome".
DIRECTIONS = {"home", "back", "away", "out", "together", "over", "jointly"}
PERIODS = {"year", "month", "week", "day", "spring", "summer", "autumn", "winter", "decade"}
PLURAL = {"their", "were", "are", "have", "themselves"}
VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
# Where a gerund without an object is a noun: "fighting broke out".
NOMINAL_PLACES = {"nsubj", "nsubjpass", "nsubj:pass", "dobj", "obj"}
COPULAS = {"be", "become", "remain"}
# Verbs whose complement says what came of their subject: "grew tense", "became strained".
BECOMING = {"become", "get", "grow", "turn"}
# What only somebody with a will can be: "it was ready to act" has a subject.
MINDED = {
    "able", "anxious", "content", "determined", "eager", "free", "glad", "happy", "inclined", "keen", "loath", "prepared",
    "quick", "ready", "reluctant", "slow", "unable", "unwilling", "willing",
}  # fmt: skip
# Second halves of titles: "consul general", "chargé d'affaires".
TITLE_ENDS = {"general", "d'affaire", "d'affaires", "plenipotentiary", "extraordinary"}
# How far up a tree, and how far to the left in tokens, a lent subject is looked for.
DEPTH = 6
REACH = 25

_FOR = """criticise criticize condemn denounce blame thank praise commend applaud punish penalise penalize fine rebuke reprimand
censure fault reproach chide castigate lambast assail chastise prosecute indict sue reward forgive"""
_FROM = "prevent stop bar ban prohibit discourage dissuade deter keep exclude block"
_INTO = "pressure pressurise pressurize force coerce talk provoke goad bully lure manoeuvre browbeat"
BLAMED = {
    **dict.fromkeys(_FOR.split(), ("for",)),
    **dict.fromkeys(_FROM.split(), ("from",)),
    **dict.fromkeys(_INTO.split(), ("into",)),
    "accuse": ("of",),
    "suspect": ("of",),
    "convict": ("of",),
    "acquit": ("of",),
    "warn": ("against",),
    "caution": ("against",),
    "congratulate": ("on", "for"),
    "charge": ("with",),
}
"""Verbs whose object does what the gerund behind these prepositions says: ``accuse Peru of closing``."""
