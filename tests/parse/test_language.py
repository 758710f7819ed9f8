"""Loading a pipeline: what it must bring, and how it computes."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from verbale.extractors import ModelError, load_pipeline
from verbale.extractors.parse.language import BUNDLED_PATH


def test_a_missing_pipeline_is_one_line_with_the_mend() -> None:
    with pytest.raises(ModelError) as raised:
        load_pipeline("en_no_such_model")
    message = str(raised.value)
    assert message.startswith("model 'en_no_such_model' cannot be loaded") and "\n" not in message
    assert message.endswith("install it or leave --model out for the bundled en_verbale_sm")


def test_a_pipeline_that_lacks_components_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError) as raised:
        load_pipeline(str(tmp_path / "bare"))
    lacks = "a dependency parser, a lemmatizer, a part-of-speech tagger, an entity recogniser with PERSON, ORG and GPE"
    assert f"lacks {lacks}: choose a pipeline" in str(raised.value)


def test_a_finder_is_left_out_where_there_is_one(nlp: Language, tmp_path: Path) -> None:
    with_one = load_pipeline(finder="off")
    with_one.add_pipe("sentencizer", name="finder")
    with_one.to_disk(tmp_path / "with_finder")
    assert "finder" in load_pipeline(str(tmp_path / "with_finder")).pipe_names
    assert "finder" not in load_pipeline(str(tmp_path / "with_finder"), "off").pipe_names
    assert load_pipeline(finder="off").pipe_names == [name for name in nlp.pipe_names if name != "finder"]


def test_the_tokenizer_has_the_rules_of_its_folder(nlp: Language) -> None:
    """They are read once; spaCy would make those of English first."""
    asis = spacy.load(BUNDLED_PATH, exclude=nlp.pipe_names)
    assert nlp.tokenizer.to_bytes(exclude=["vocab"]) == asis.tokenizer.to_bytes(exclude=["vocab"])
    assert " ".join(token.text for token in nlp.make_doc("The U.S. and Peru can't agree.")) == "The U.S. and Peru ca n't agree ."


def test_the_encoder_never_multiplies_with_blis(nlp: Language) -> None:
    """A process that chose by measuring took the kernel that is slow, whenever another was at work beside it."""
    encoder = nlp.get_pipe("tok2vec").model
    assert not [node.name for node in encoder.walk() if node.ops.use_blis]
