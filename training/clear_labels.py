"""Universal Dependencies trees -> the labels that spaCy's own English pipelines emit (CLEAR style).

Prepositions and copulas become heads, names hang from their last word, lists are chains. Rules written for spaCy's English
pipelines and ``Doc.noun_chunks`` then work on a parser trained on UD treebanks. Deterministic; a rule of thumb per construction.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from training.ud_tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
LINKING = frozenset({"be", "become", "remain", "stay", "seem", "appear"})
SENTENCE_ADVERBS = frozenset({"not", "n't", "never", "also", "still", "already", "now", "currently", "therefore"})
LIST_MARKS = frozenset({",", ";", ":", "-", "–", "/"})
WITH_THE_COPULA = frozenset(
    ("nsubj", "csubj", "expl", "aux", "mark", "cc", "punct", "parataxis", "discourse", "vocative", "dislocated", "advcl")
)
LABELS = {
    "nsubj": "nsubj",
    "csubj": "csubj",
    "obj": "dobj",
    "iobj": "dative",
    "obl": "npadvmod",
    "acl": "acl",
    "advcl": "advcl",
    "aux": "aux",
    "cop": "aux",
    "discourse": "intj",
    "vocative": "npadvmod",
    "flat": "compound",
    "compound": "compound",
    "root": "dep",
} | dict.fromkeys(("goeswith", "reparandum", "dislocated", "orphan", "list", "dep"), "dep")
SUBTYPES = {
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "nmod:poss": "poss",
    "det:predet": "predet",
    "compound:prt": "prt",
    "acl:relcl": "relcl",
    "aux:pass": "auxpass",
    "cc:preconj": "preconj",
    "PREDICATE": "prep",
    "CONJUNCT": "conj",
}


def names(tree: Tree) -> None:
    """Flat names hang from their last word."""
    for first in range(len(tree.form)):
        flat = [k for k in tree.kids(first) if tree.base(k) == "flat"]
        words = [k for k in flat if tree.upos[k] != "NUM"]
        for k in set(flat) - set(words):
            tree.dep[k] = "nummod"
        if not words:
            continue
        if tree.upos[first] not in ("PROPN", "NOUN", "X"):
            for k in words:
                tree.dep[k] = "compound" if k < first else "dep"
            continue
        last = max(words)
        for k in tree.kids(first):
            if k != last:
                tree.attach(k, last, "compound" if k in words else None)
        tree.swap(first, last)
        tree.dep[first] = "compound"


def moves_to_copula(tree: Tree, k: int, copula: int, predicate: int) -> bool:
    """Whether a dependent of the predicate belongs to the clause, so to the copula."""
    base, upos = tree.base(k), tree.upos[predicate]
    verbal_after = k > copula and upos == "VERB"
    if base in ("mark", "aux"):
        return not verbal_after
    if base == "cc":
        return tree.dep[k] != "cc:preconj" or k < copula
    if base == "punct":
        return not copula < k < predicate
    if base == "advmod":
        outside = k <= copula or k > predicate + 1 or tree.lemma[k].lower() in SENTENCE_ADVERBS
        return outside or (k > predicate and upos != "ADJ")
    if base == "obl":
        return upos != "ADJ" or k < copula
    if base in ("ccomp", "xcomp"):
        return upos not in ("ADJ", "VERB") or (base == "ccomp" and upos == "ADJ" and tree.has(predicate, "expl"))
    if base == "conj":
        return tree.has(k, "cop", "nsubj", "csubj") or tree.upos[k] in ("VERB", "AUX")
    return base in WITH_THE_COPULA


def copulas(tree: Tree) -> None:
    """A copula heads its clause; the predicate becomes attr, acomp, or the object of its preposition."""
    for copula in range(len(tree.form)):
        predicate = tree.head[copula]
        if tree.base(copula) != "cop" or predicate < 0:
            continue
        kids = tree.kids(predicate)
        case = any(tree.base(k) == "case" and k < predicate for k in kids)
        moving = [k for k in kids if k != copula and moves_to_copula(tree, k, copula, predicate)]
        for k in moving:
            tree.head[k] = copula
        tree.swap(predicate, copula)
        upos = tree.upos[predicate]
        if case:
            label = "PREDICATE"
        elif upos == "ADJ" or (upos == "VERB" and tree.xpos[predicate] in ("VBN", "VBG", "JJ")):
            label = "acomp"
        elif upos == "ADV":
            label = "advmod"
        elif upos in ("VERB", "AUX"):
            label = "ccomp" if tree.has(predicate, "nsubj") else "xcomp"
        else:
            label = "attr"
        tree.dep[predicate] = label


def fixed_words(tree: Tree, low: int, top: int) -> tuple[int, int]:
    """Multi-word prepositions: the lowest and the highest word of the chain after its fixed words are attached."""
    fixed = [k for k in tree.kids(low) if tree.base(k) == "fixed"]
    if not fixed:
        return low, top
    last = max(fixed)
    if (tree.form[low].lower(), tree.form[last].lower()) == ("such", "as"):
        tree.swap(low, last)
        tree.dep[low] = "amod"
        return last, last if low == top else top
    for k in fixed:
        prepositional = tree.upos[k] in ("ADP", "SCONJ") or tree.form[k].lower() in ("to", "of")
        other = "advmod" if tree.upos[k] == "ADV" else "pobj" if tree.upos[k] in NOMINAL else "pcomp"
        tree.dep[k] = "prep" if prepositional else other
    if tree.dep[last] == "prep":
        tree.head[last] = low
        low = last
    return low, top


def is_by_phrase_of_passive(tree: Tree, i: int, preposition: int) -> bool:
    passive = any(tree.dep[k] in ("aux:pass", "nsubj:pass") for k in tree.kids(tree.head[i]))
    return passive and tree.form[preposition].lower() == "by" and tree.base(i) == "obl" and tree.upos[i] != "NUM"


def prepositions(tree: Tree, *, plain_agents: bool) -> None:
    """Case markers before a word head it: prep and pobj; ``plain_agents``: this treebank has no label for passive agents."""
    for i in range(len(tree.form)):
        chain = sorted(k for k in tree.kids(i) if tree.base(k) == "case" and k < i and tree.xpos[k] != "POS")
        if not chain:
            continue
        top = chain[0]
        agent = tree.dep[i] == "obl:agent" or (plain_agents and is_by_phrase_of_passive(tree, i, top))
        label = {"conj": "CONJUNCT", "root": "root"}.get(tree.dep[i], "agent" if agent else "prep")
        tree.attach(top, tree.head[i], label)
        for upper, lower in pairwise(chain):
            tree.attach(lower, upper, "prep")
        low, top = fixed_words(tree, chain[-1], top)
        for k in tree.kids(i):
            if k < top and tree.base(k) in ("advmod", "punct", "cc", "obl", "nmod", "nummod", "discourse", "mark"):
                tree.attach(k, top, "npadvmod" if tree.base(k) in ("obl", "nmod", "nummod") else None)
        nominal = tree.upos[i] in NOMINAL or (tree.upos[i] == "ADJ" and tree.xpos[i] != "RB")
        tree.attach(i, low, "pobj" if nominal else "pcomp")
        tree.governor[i] = top


def is_gerund(tree: Tree, i: int) -> bool:
    """Whether a word heads a dependent clause without a subject whose first verb is an -ing form."""
    if tree.upos[i] not in ("VERB", "AUX", "NOUN") or tree.has(i, "nsubj", "csubj"):
        return False
    first = min([i, *(k for k in tree.kids(i) if tree.base(k) in ("aux", "auxpass"))])
    return tree.xpos[first] == "VBG" and tree.base(i) in ("advcl", "acl", "obl", "nmod", "xcomp", "ccomp", "conj")


def gerunds(tree: Tree) -> None:
    """``by recalling``: the marker of a gerund without a subject becomes a preposition with a pcomp."""
    for i in range(len(tree.form)):
        marks = [k for k in tree.kids(i) if tree.dep[k] == "mark" and k < i and tree.xpos[k] == "IN"]
        if len(marks) != 1 or not is_gerund(tree, i):
            continue
        mark = marks[0]
        tree.attach(mark, tree.head[i], "CONJUNCT" if tree.dep[i] == "conj" else "prep")
        tree.attach(i, mark, "pcomp")
        tree.governor[i] = mark
        fixed = [k for k in tree.kids(mark) if tree.base(k) == "fixed"]
        for k in fixed:
            tree.dep[k] = "prep"
        if fixed:
            tree.head[i] = max(fixed)
        for k in tree.kids(i):
            if k < mark and tree.base(k) in ("advmod", "punct", "cc"):
                tree.head[k] = mark


def coordination(tree: Tree) -> None:
    """Lists as chains; conjunctions and commas hang from the member before them."""
    for i in range(len(tree.form)):
        previous = i
        for k in [k for k in tree.kids(i) if tree.dep[k] in ("conj", "CONJUNCT") and k > i]:
            anchor = previous
            if tree.dep[k] == "CONJUNCT":
                anchor = tree.governor.get(previous, previous)
                tree.dep[k] = "conj" if tree.upos[anchor] in ("ADP", "SCONJ") else "prep"
            tree.head[k] = anchor
            for q in tree.kids(k):
                conjunction = tree.base(q) == "cc" and tree.dep[q] != "cc:preconj"
                comma = tree.dep[q] == "punct" and tree.form[q] in LIST_MARKS and q > anchor
                if q < k and (conjunction or comma):
                    tree.head[q] = anchor
            previous = k


def xcomp_label(tree: Tree, i: int) -> str:
    """attr or oprd for nominals, acomp or oprd for adjectives, else xcomp."""
    if tree.upos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
        return "attr" if tree.lemma[tree.head[i]] in LINKING else "oprd"
    if tree.upos[i] == "ADJ":
        return "oprd" if tree.has(tree.head[i], "obj", "dobj") else "acomp"
    return "xcomp"


def nmod_label(tree: Tree, i: int) -> str:
    """Bare nominal modifiers."""
    if tree.upos[i] in ("NOUN", "PROPN") and i < tree.head[i] and tree.dep[i] != "nmod:unmarked":
        return "compound"
    if tree.dep[i] in ("nmod:unmarked", "nmod:npmod", "nmod:tmod"):
        return "nummod" if tree.upos[i] == "NUM" else "npadvmod"
    return "nmod"


SPECIAL: dict[str, Callable[[Tree, int], str]] = {
    "xcomp": xcomp_label,
    "nmod": nmod_label,
    "advmod": lambda tree, i: "neg" if tree.form[i].lower() in ("not", "n't", "n’t") else "advmod",
    "mark": lambda tree, i: "aux" if tree.xpos[i] == "TO" else "mark",
    "case": lambda tree, i: "case" if tree.xpos[i] == "POS" else "prep",
    "fixed": lambda tree, i: "prep" if tree.upos[i] == "ADP" else "advmod",
}


def relabel(tree: Tree) -> None:
    """The remaining labels, and the associate of an existential *there*."""
    for i, dep in enumerate(tree.dep):
        base = tree.base(i)
        if tree.head[i] < 0:
            tree.dep[i] = "ROOT"
        elif dep in SUBTYPES:
            tree.dep[i] = SUBTYPES[dep]
        elif base in SPECIAL:
            tree.dep[i] = SPECIAL[base](tree, i)
        else:
            tree.dep[i] = LABELS.get(base, base)
    for i, dep in enumerate(tree.dep):
        head = tree.head[i]
        if dep == "expl" and tree.form[i].lower() == "there" and tree.lemma[head] == "be":
            for k in tree.kids(head):
                if tree.dep[k] == "nsubj" and k > i:
                    tree.dep[k] = "attr"


def to_clear(tree: Tree, *, plain_agents: bool = False) -> Tree | None:
    """Convert in place; None where the rules do not leave a tree.

    >>> to_clear(Tree(["in", "May"], ["in", "May"], ["ADP", "PROPN"], ["IN", "NNP"], [1, -1], ["case", "root"])).dep
    ['ROOT', 'pobj']
    """
    names(tree)
    copulas(tree)
    prepositions(tree, plain_agents=plain_agents)
    gerunds(tree)
    coordination(tree)
    relabel(tree)
    return tree if tree.is_tree() else None
