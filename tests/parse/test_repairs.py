"""What a parser gets wrong is put right, each repair on a tree as the parser leaves it; what is right stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tests.docs import build
from verbale.extractors.data_files import DataError, read
from verbale.extractors.parse.language import BUNDLED_PATH, load_pipeline
from verbale.extractors.parse.repairs import RepairWords, mend

# Name: the tree as parsed (word TAG head label), and the arcs that the repair makes of it.
TREES = {
    "what is said behind when": (
        "Chad NNP 2 nsubj\nsaid=say VBD 0 ROOT\non IN 2 prep\noccasions NNS 3 pobj\nthat WDT 7 mark\nMali NNP 7 nsubj\n"
        "lied VBD 4 relcl",
        ["said -ccomp-> lied"],
    ),
    "noun that is pointed at": (
        "Chad NNP 2 nsubj\ncontests VBZ 0 ROOT\nthat WDT 4 nsubj\nclaim VBP 2 relcl",
        ["contests -dobj-> claim", "claim -det-> that"],
    ),
    "verb of a wish": (
        "Chad NNP 2 nsubj\nrepeated VBD 0 ROOT\nits PRP$ 4 poss\ndemand NN 2 dobj\nthat IN 8 mark\nMali NNP 7 nsubj\n"
        "ease NN 8 compound\ncurbs NNS 2 dobj",
        ["demand -acl-> ease", "ease -dobj-> curbs", "ease -mark-> that"],
    ),
    "deed somebody is charged with": (
        "Chad NNP 2 nsubj\naccused=accuse VBD 0 ROOT\nMali NNP 2 dobj\nof IN 3 prep\nbombing NN 6 compound\nvillages NNS 4 pobj",
        ["accused -prep-> of", "of -pcomp-> bombing", "bombing -dobj-> villages"],
    ),
    "holder of a view": (
        "It PRP 3 nsubjpass\nwas VBD 3 auxpass\nregarded VBN 0 ROOT\nas IN 3 prep\nunlawful JJ 4 pobj\nby IN 5 prep\n"
        "Chad NNP 6 pobj",
        ["regarded -agent-> by"],
    ),
    "cleft": (
        "It PRP 2 nsubj\nwas=be VBD 0 ROOT\nPeru NNP 2 attr\nthat WDT 5 nsubj\nleft VBD 2 advcl",
        ["Peru -relcl-> left"],
    ),
    "cleft of a limit": (
        "It PRP 2 nsubj\nwas=be VBD 0 ROOT\nnot RB 2 neg\nuntil IN 2 prep\n1990 CD 4 pobj\nthat WDT 8 mark\nPeru NNP 8 nsubj\n"
        "left VBD 2 ccomp",
        ["left -neg-> not", "left -prep-> until"],
    ),
    "subject of a conjunction": (
        "Chad NNP 2 nsubj\nleft VBD 0 ROOT\nafter IN 2 prep\nMali NNP 3 pobj\nclosed VBD 2 advcl\nit PRP 5 dobj",
        ["closed -nsubj-> Mali", "closed -mark-> after"],
    ),
    "past tense behind an infinitive": (
        "Chad NNP 2 nsubj\npledged VBD 0 ROOT\nto TO 4 aux\nleave VB 2 xcomp\nbut CC 4 cc\nstayed VBD 4 conj",
        ["pledged -conj-> stayed"],
    ),
    "clause after when": (
        "Chad NNP 2 nsubj\nleft VBD 0 ROOT\n, , 2 punct\nwhen WRB 2 advmod\nMali NNP 6 nsubj\njoined VBD 2 conj",
        ["left -advcl-> joined", "joined -advmod-> when"],
    ),
    "semicolon": (
        "Chad NNP 2 nsubj\nleft VBD 0 ROOT\n; , 2 punct\nMali NNP 5 nsubj\nstayed VBD 2 parataxis",
        ["left -conj-> stayed"],
    ),
    "time for a subject": (
        "Chad NNP 2 nsubj\nleft VBD 0 ROOT\nand CC 2 cc\n, , 2 punct\nthe DT 7 det\nsame JJ 7 amod\nyear NN 9 nsubj\n"
        ", , 9 punct\njoined VBD 2 conj",
        ["joined -npadvmod-> year"],
    ),
    "subject that is left out": (
        "Peru NNP 5 nsubj\nrather RB 3 advmod\nthan IN 1 cc\nChile NNP 5 nsubj\nleft VBD 0 ROOT",
        ["than -pobj-> Chile"],
    ),
    "name of an occasion": (
        "During IN 5 prep\nKorean NNP 4 compound\nWar NNP 4 compound\nPeru NNP 5 nsubj\nleft VBD 0 ROOT",
        ["War -compound-> Korean", "During -pobj-> War"],
    ),
    "company of the subject": (
        "Peru NNP 6 nsubj\n, , 6 punct\ntogether RB 6 advmod\nwith IN 3 prep\nChile NNP 4 pobj\nleft VBD 0 ROOT",
        ["Peru -prep-> together"],
    ),
    "between commas": (
        "Chad NNP 2 nsubj\nleft VBD 0 ROOT\nand CC 2 cc\n, , 2 punct\nin IN 2 prep\nMay NNP 5 pobj\n, , 2 punct\n"
        "joined VBD 2 conj",
        ["joined -prep-> in"],
    ),
    "behind a relative clause": (
        "Chad NNP 8 nsubj\n, , 1 punct\nwhich WDT 4 nsubj\nwon VBD 1 relcl\n, , 1 punct\non IN 4 prep\nMonday NNP 6 pobj\n"
        "left VBD 0 ROOT",
        ["left -prep-> on"],
    ),
    "object of a particle": (
        "Chad NNP 2 nsubj\ncalled VBD 0 ROOT\noff IN 2 prt\nvisits NNS 3 pobj",
        ["called -dobj-> visits"],
    ),
    "subject of an auxiliary": (
        "Peru NNP 2 nsubj\nhas VBZ 3 aux\nclosed VBN 0 ROOT\nports NNS 3 dobj",
        ["closed -nsubj-> Peru"],
    ),
    "denied member": (
        "Chad NNP 2 nsubj\nbacked VBD 0 ROOT\nnot RB 2 neg\nPeru NNP 2 dobj\nbut CC 4 cc\nChile NNP 4 conj",
        ["Peru -neg-> not"],
    ),
}


def arcs(doc: Doc) -> dict[str, str]:
    return {token.text: f"{token.head.text} -{token.dep_}-> {token.text}" for token in doc if token.dep_ != "ROOT"}


@pytest.mark.parametrize(("lines", "expected"), TREES.values(), ids=TREES)
def test_a_repair_changes_these_arcs_and_no_others(lines: str, expected: list[str]) -> None:
    before, after = arcs(build(lines)), arcs(mend(build(lines)))
    assert sorted(after[word] for word in after if after[word] != before[word]) == sorted(expected)


def test_a_participle_that_opens_a_sentence_has_no_past_tense() -> None:
    lines = "Admitted VBD 5 advcl\nlate RB 1 advmod\n, , 5 punct\nOman NNP 5 nsubj\nleft VBD 0 ROOT"
    assert [token.tag_ for token in mend(build(lines)) if token.tag_.startswith("VB")] == ["VBN", "VBD"]


@pytest.mark.parametrize(
    "lines",
    [
        "Peru NNP 2 nsubj\nleft VBD 0 ROOT\nand CC 2 cc\njoined VBD 2 conj\nOAS NNP 4 dobj",
        "rather RB 2 advmod\nthan IN 0 ROOT\nPeru NNP 4 nsubj\nleft VBD 0 ROOT",  # two sentences
    ],
)
def test_what_is_right_stays_and_no_repair_crosses_a_sentence(lines: str) -> None:
    before, after = build(lines), mend(build(lines))
    assert arcs(after) == arcs(before) and [s.start for s in after.sents] == [s.start for s in before.sents]


def test_the_repairs_are_the_last_component_of_the_bundled_pipeline(nlp: Language) -> None:
    assert nlp.pipe_names[-1] == "repairs" and nlp.pipe_factories["repairs"] == "verbale_repairs"
    doc = nlp("It was Peru that left.")
    assert arcs(doc)["left"] == "Peru -relcl-> left"


def test_a_pipeline_without_repairs_gets_them(nlp: Language, tmp_path: Path) -> None:
    spacy.load(BUNDLED_PATH, exclude=["repairs", "finder"]).to_disk(tmp_path / "bare")
    assert load_pipeline(str(tmp_path / "bare")).pipe_names == nlp.pipe_names


def test_the_bundled_pipeline_loads_where_nobody_imported_the_package(tmp_path: Path) -> None:
    """By its entry points: an editable install that is older than these lacks them."""
    code = f"import spacy; print(*spacy.load({str(BUNDLED_PATH)!r}).pipe_names)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-3:] == ["lemmatizer", "repairs", "finder"]


def test_unknown_lists_and_capitals_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "repairs.toml"
    path.write_text('conjunction = ["after"]\ntimes = ["Day", "day"]\n', encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read(RepairWords, path)
    told = str(raised.value).splitlines()
    assert "repairs.toml: conjunction: unknown key; did you mean 'conjunctions'?" in told
    assert "repairs.toml: times: words are in lower case here: 'Day'" in told
    assert "repairs.toml: conjunctions: is missing" in told


def test_an_aside_behind_the_subject_gives_the_verb_back() -> None:
    doc = mend(
        build(
            "Chad NNP 3 nsubj\n, , 1 punct\nhelped VBN 0 ROOT\nby IN 3 agent\nMali NNP 4 pobj\n, , 3 punct\ninvaded VBD 3 conj\n"
            "Togo NNP 7 dobj"
        )
    )
    told = {token.text: (token.head.text, token.dep_) for token in doc if token.text in {"Chad", "helped", "invaded", "Mali"}}
    assert told == {
        "Chad": ("invaded", "nsubj"),
        "helped": ("Chad", "acl"),
        "invaded": ("invaded", "ROOT"),
        "Mali": ("by", "pobj"),
    }
    assert len(list(doc.sents)) == 1
