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
# Verbs that take whom they address after a preposition ("called on Poland to leave"): the infinitive is the addressee's.
OBLIQUE_CONTROL = {"call": {"on", "upon"}, "appeal": {"to"}, "prevail": {"on", "upon"}, "plead": {"with"}, "rely": {"on"}}
# Verbs whose infinitive complement is understood of their object ("urged Poland to leave") (object control).
OBJECT_CONTROL = {
    "allow", "ask", "authorise", "authorize", "call", "cause", "compel", "enable", "encourage", "expect", "force", "get", "help",
    "instruct", "invite", "lead", "oblige", "order", "permit", "persuade", "press", "pressure", "request", "require", "tell",
    "urge", "want", "warn",
}  # fmt: skip
# Verbs whose gerund behind this preposition is understood of their object ("accused Poland of arming the rebels").
GERUND_CONTROL = {
    "accuse": "of", "suspect": "of", "convict": "of", "blame": "for", "criticise": "for", "criticize": "for", "condemn": "for",
    "denounce": "for", "praise": "for", "thank": "for", "rebuke": "for", "reproach": "for", "sue": "for", "punish": "for",
    "bar": "from", "ban": "from", "prevent": "from", "prohibit": "from", "dissuade": "from", "discourage": "from",
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
# How far up a tree, and how far to the left in tokens, a lent subject is looked for.
DEPTH = 6
REACH = 25
