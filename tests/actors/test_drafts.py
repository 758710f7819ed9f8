"""What stages hand on: drafts that keep their key, and the actors met so far."""

from __future__ import annotations

from spacy.language import Language

from verbale.extractors import parse
from verbale.extractors.actors.drafts import KnownActors, make_draft
from verbale.extractors.actors.gazetteer import load_gazetteer
from verbale.extractors.actors.names import add_recognised_names, find_gazetteer_names
from verbale.extractors.actors.offices import join_offices
from verbale.extractors.actors.readings import decide_readings
from verbale.extractors.actors.token_view import token_view
from verbale.extractors.schema import Actor
from verbale.extractors.text import make_document


def test_a_draft_keeps_its_core_when_its_span_grows() -> None:
    name = make_draft(3, 5, 4, "PERSON", "ner")
    titled = name._replace(start=1)
    assert (titled.key, titled.core, titled.covers(1), name.covers(1)) == (name.key, (3, 5), True, False)


def test_an_affiliation_outweighs_standing_for_oneself() -> None:
    known = KnownActors(load_gazetteer(), {})
    alone, affiliated = Actor("Ana Ruiz", "Ana Ruiz", "person", "Ana Ruiz"), Actor("Ana Ruiz", "Ana Ruiz", "person", "PER")
    assert known.with_names([alone, affiliated, alone]).party("Ana Ruiz") == "PER"
    assert known.with_actors([affiliated, alone]).party("Ana Ruiz") == "Ana Ruiz"
    assert "Ana Ruiz" not in known
    assert known.with_names([Actor("PER", "Peru", "person", "X")]).kind("PER") == "state"


def test_stages_leave_the_findings_before_them_as_they_were(nlp: Language) -> None:
    text = "Danish Ambassador Karen Lund met the Peruvian Foreign Minister and Chile's president."
    parsed = parse(nlp, make_document("doc", text))
    view = token_view(parsed, ())
    named = add_recognised_names(view, find_gazetteer_names(view, load_gazetteer()))
    read = decide_readings(view, named)
    before = (named.drafts, read.drafts, dict(read.actors.introduced))
    joined = join_offices(view, read)
    assert (named.drafts, read.drafts, dict(read.actors.introduced)) == before
    assert len({draft.key for draft in joined.drafts}) == len(joined.drafts)
    person = next(draft for draft in joined.drafts if draft.label == "PERSON")
    assert (person.title, person.owner) == ("ambassador", next(d.key for d in read.drafts if d.use == "demonym"))
