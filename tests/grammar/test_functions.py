"""Grammatical functions: the same for CLEAR and UD labels, voice and control undone, coordination expanded."""

from __future__ import annotations

import pytest

from tests.docs import build
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.parse.tokens import words_of

ACTIVE = "Chad NNP 2 nsubj\nexpelled=expel VBD 0 ROOT\ndiplomats NNS 2 {dobj}\n. . 2 punct"
PASSIVE_CLEAR = """
diplomats NNS 3 nsubjpass
were=be VBD 3 auxpass
expelled=expel VBN 0 ROOT
by IN 3 agent
Chad NNP 4 pobj
"""
PASSIVE_UD = """
diplomats NNS 3 nsubj:pass
were=be VBD 3 aux:pass
expelled=expel VBN 0 ROOT
by IN 5 case
Chad NNP 3 obl:agent
"""


def functions(doc_lines: str, word: str) -> dict[str, list[str]]:
    doc = build(doc_lines)
    index = next(t.i for t in doc if t.text == word)
    found: dict[str, list[str]] = {}
    for argument in Syntax(words_of(doc)).arguments(index):
        found.setdefault(argument.function, []).append(doc[argument.head].text)
    return found


@pytest.mark.parametrize("lines", [ACTIVE.format(dobj="dobj"), ACTIVE.format(dobj="obj"), PASSIVE_CLEAR, PASSIVE_UD])
def test_voice_and_label_scheme_do_not_matter(lines: str) -> None:
    assert functions(lines, "expelled") == {"subject": ["Chad"], "object": ["diplomats"]}


def test_oblique_in_both_schemes() -> None:
    clear = "Mali NNP 2 nsubj\nwithdrew=withdraw VBD 0 ROOT\nfrom IN 2 prep\nECOWAS NNP 3 pobj"
    ud = "Mali NNP 2 nsubj\nwithdrew=withdraw VBD 0 ROOT\nfrom IN 4 case\nECOWAS NNP 2 obl"
    assert functions(clear, "withdrew") == functions(ud, "withdrew") == {"subject": ["Mali"], "oblique:from": ["ECOWAS"]}


def test_coordination_chain_and_fan() -> None:
    chain = "Peru NNP 6 nsubj\n, , 1 punct\nChile NNP 1 conj\nand CC 3 cc\nCuba NNP 3 conj\nleft=leave VBD 0 ROOT"
    fan = "Peru NNP 6 nsubj\n, , 3 punct\nChile NNP 1 conj\nand CC 5 cc\nCuba NNP 1 conj\nleft=leave VBD 0 ROOT"
    assert functions(chain, "left") == functions(fan, "left") == {"subject": ["Peru", "Chile", "Cuba"]}


def test_coordinated_verb_shares_its_subject() -> None:
    lines = "Iran NNP 2 nsubj\nleft=leave VBD 0 ROOT\nand CC 2 cc\nrecalled=recall VBD 2 conj\nenvoys=envoy NNS 4 dobj"
    assert functions(lines, "recalled") == {"subject": ["Iran"], "object": ["envoys"]}


def test_first_of_two_verbs_shares_the_object_of_the_second() -> None:
    lines = "USSR NNP 2 nsubj\noccupied=occupy VBD 0 ROOT\nand CC 2 cc\nannexed=annex VBD 2 conj\nLatvia NNP 4 dobj"
    assert functions(lines, "occupied") == {"subject": ["USSR"], "object": ["Latvia"]}


def test_subject_control_and_object_control() -> None:
    decided = "Oman NNP 2 nsubj\ndecided=decide VBD 0 ROOT\nto TO 4 aux\nleave VB 2 xcomp"
    urged = "Oman NNP 2 nsubj\nurged=urge VBD 0 ROOT\nIraq NNP 2 dobj\nto TO 5 aux\nleave VB 2 xcomp"
    called = "Oman NNP 2 nsubj\ncalled=call VBD 0 ROOT\non IN 2 prep\nIraq NNP 3 pobj\nto TO 6 aux\nleave VB 2 advcl"
    assert functions(decided, "leave") == {"subject": ["Oman"]}
    assert functions(urged, "leave") == {"subject": ["Iraq"]}
    assert functions(called, "leave") == {"subject": ["Iraq"]}


def test_gerund_after_a_preposition_has_the_governors_subject() -> None:
    lines = "Fiji NNP 2 nsubj\nresponded=respond VBD 0 ROOT\nby IN 2 prep\nrecalling=recall VBG 3 pcomp\nenvoys=envoy NNS 4 dobj"
    assert functions(lines, "recalling") == {"subject": ["Fiji"], "object": ["envoys"]}


def test_relative_pronoun_is_its_antecedent_and_a_gap_is_the_object() -> None:
    subject = "state NN 0 ROOT\nthat WDT 3 nsubj\nbacked=back VBD 1 relcl\nIran NNP 3 dobj"
    gap = "ban NN 0 ROOT\nwhich WDT 4 dobj\nEU NNP 4 nsubj\nlifted=lift VBD 1 relcl"
    bare = "ban NN 0 ROOT\nEU NNP 3 nsubj\nlifted=lift VBD 1 relcl"
    assert functions(subject, "backed") == {"subject": ["state"], "object": ["Iran"]}
    assert functions(gap, "lifted") == {"subject": ["EU"], "object": ["ban"]}
    assert functions(bare, "lifted") == {"subject": ["EU"], "object": ["ban"]}


def test_reduced_relative_is_passive() -> None:
    lines = "law NN 0 ROOT\nadopted=adopt VBN 1 acl\nby IN 2 agent\nTogo NNP 3 pobj"
    assert functions(lines, "adopted") == {"object": ["law"], "subject": ["Togo"]}


def test_passive_conjunct_without_auxiliary() -> None:
    lines = "men NNS 3 nsubjpass\nwere=be VBD 3 auxpass\narrested=arrest VBN 0 ROOT\nor CC 3 cc\nexpelled=expel VBN 3 conj"
    assert functions(lines, "expelled") == {"object": ["men"]}


def test_copula_lends_the_noun_its_subject() -> None:
    clear = "Cuba NNP 2 nsubj\nis=be VBZ 0 ROOT\nmember NN 2 attr\nof IN 3 prep\nOAS NNP 4 pobj"
    ud = "Cuba NNP 3 nsubj\nis=be VBZ 3 cop\nmember NN 0 ROOT\nof IN 5 case\nOAS NNP 3 nmod"
    assert functions(clear, "member") == functions(ud, "member") == {"subject": ["Cuba"], "oblique:of": ["OAS"]}


def test_light_verb_lends_its_subject_and_obliques() -> None:
    lines = "EU NNP 2 nsubj\nimposed=impose VBD 0 ROOT\nsanctions=sanction NNS 2 dobj\non IN 2 prep\nMali NNP 4 pobj"
    assert functions(lines, "sanctions") == {"subject": ["EU"], "oblique:on": ["Mali"]}


def test_path_through_a_noun_and_oblique_of_the_object() -> None:
    lines = "Fiji NNP 2 nsubj\nsigned=sign VBD 0 ROOT\npact NN 2 dobj\nwith IN 3 prep\nTonga NNP 4 pobj"
    doc = build(lines)
    syntax = Syntax(words_of(doc))
    assert [doc[a.head].text for a in syntax.by_function(1, "object/oblique:with")] == ["Tonga"]
    assert [doc[a.head].text for a in syntax.by_function(1, "oblique:with")] == ["Tonga"]
