# From converted corpora to extractors/en_verbale_sm; every step is a file, so an interrupted build goes on where it stopped.
#   make model DATA=folder RAW=file ENCODER=folder TEXTS=folder NOT_THESE=file      (see training/README.md)
#   make finder RAW=file ENCODER=folder TEXTS=folder NOT_THESE=file                 only the event finder, on the pipeline as it is
DATA ?= data
RAW ?= $(DATA)/../raw/wikipedia_raw.jsonl.gz
ENCODER ?= $(WORK)/encoder
WORK ?= build/model
OUT ?= extractors/en_verbale_sm
PYTHON ?= .venv/bin/python
VERSION ?= 1.2.0
TREE_WORDS ?= 1150000
NAME_WORDS ?= 1300000
TEXTS ?= $(DATA)/../texts
NOT_THESE ?=
LEARNED ?= extractors/data/learned
EVENT_WORDS ?= 1000000
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

SPACY_TRAIN := $(PYTHON) -m spacy train --code training/fast_product.py
FEWNERD := $(addprefix $(DATA)/ner/,fewnerd-dev.spacy fewnerd-test.spacy fewnerd-big_test.spacy)

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: model pipeline finder
# The finder is trained on what the pipeline finds: that must be there first, however new its files are.
model: pipeline
	$(MAKE) -f training/model.mk finder
pipeline: $(OUT)/meta.json

$(WORK):
	mkdir -p $@

$(WORK)/vectors/meta.json: | $(WORK)
	$(PYTHON) -m training.vectors --raw $(RAW) --also $(DATA)/ud/train.clear.spacy $(DATA)/ner/train_all.spacy --out $(@D)

$(WORK)/lemmas.json: | $(WORK)
	$(PYTHON) -m training.lemma_tables $(DATA)/ud/train.clear.spacy $@

$(WORK)/trees.pt: | $(WORK)
	$(PYTHON) -m training.teacher trees --encoder $(ENCODER) --train $(DATA)/ud/train.clear.spacy --epochs 4.5 --out $@

$(WORK)/names.pt: | $(WORK)
	$(PYTHON) -m training.teacher names --encoder $(ENCODER) --train $(DATA)/ner/train_full.spacy $(FEWNERD) \
		--epochs 2 0.4 0.4 0.4 --out $@

$(WORK)/silver-%.spacy: $(WORK)/%.pt
	$(PYTHON) -m training.silver $* --teacher $< --raw $(RAW) --words $(if $(filter trees,$*),$(TREE_WORDS),$(NAME_WORDS)) --out $@

$(WORK)/train-trees.spacy: $(WORK)/silver-trees.spacy
	$(PYTHON) -m training.corpora $@ $(DATA)/ud/train.clear.spacy=3 $<

$(WORK)/politics-watched.spacy: | $(WORK)
	$(PYTHON) -m training.corpora --split 4 $(DATA)/ner/crossner-politics-dev.spacy $(WORK)/politics-kept.spacy $@

$(WORK)/train-names.spacy: $(WORK)/silver-names.spacy $(WORK)/politics-watched.spacy
	$(PYTHON) -m training.corpora $@ $(DATA)/ner/train_full.spacy=2 $(WORK)/politics-kept.spacy=6 \
		$(DATA)/ner/crossner-politics-train.spacy=2 $(DATA)/ner/uner_ewt-dev.spacy=2 $(FEWNERD) $<

$(WORK)/trees/model-best/meta.json: $(WORK)/train-trees.spacy $(WORK)/vectors/meta.json
	$(SPACY_TRAIN) training/configs/syntax.cfg -o $(WORK)/trees --paths.train $< --paths.dev $(DATA)/ud/dev.clear.spacy \
		--paths.vectors $(WORK)/vectors

$(WORK)/names/model-best/meta.json: $(WORK)/train-names.spacy $(WORK)/vectors/meta.json
	$(SPACY_TRAIN) training/configs/ner.cfg -o $(WORK)/names --paths.train $< --paths.dev $(WORK)/politics-watched.spacy \
		--paths.vectors $(WORK)/vectors

# Twice more from where it stands, with a learning rate that falls to zero; the two ends are averaged.
$(WORK)/trees-2/model-best/meta.json: $(WORK)/trees/model-best/meta.json
	$(SPACY_TRAIN) training/configs/restart.cfg -o $(WORK)/trees-2 --paths.train $(WORK)/train-trees.spacy \
		--paths.dev $(DATA)/ud/dev.clear.spacy --paths.vectors $(WORK)/vectors --paths.source $(WORK)/trees/model-best

$(WORK)/trees-3/model-best/meta.json: $(WORK)/trees-2/model-best/meta.json
	$(SPACY_TRAIN) training/configs/restart.cfg -o $(WORK)/trees-3 --paths.train $(WORK)/train-trees.spacy \
		--paths.dev $(DATA)/ud/dev.clear.spacy --paths.vectors $(WORK)/vectors --paths.source $(WORK)/trees-2/model-best \
		--training.max_steps 1000 --training.optimizer.learn_rate.initial_rate 0.0008 --training.seed 3

PACKAGE = $(PYTHON) -m training.package --trees $(WORK)/trees-2/model-best $(WORK)/trees-3/model-last --names $(WORK)/names/model-best \
	--lemmas $(WORK)/lemmas.json --version $(VERSION)

$(WORK)/scores.json: $(WORK)/trees-3/model-best/meta.json $(WORK)/names/model-best/meta.json $(WORK)/lemmas.json
	$(PACKAGE) --out $(WORK)/packaged
	$(PYTHON) -m training.evaluate $(WORK)/packaged $(DATA) --json $@

$(OUT)/meta.json: $(WORK)/scores.json
	$(PACKAGE) --scores $< --out $(OUT)

# The event finder: on all documents (full), which goes into the pipeline, and three times on two thirds of them (fold), so that the
# rest can tell how much to trust it.
FINDER := $(WORK)/finder
FULL := $(FINDER)/texts.jsonl $(FINDER)/composed.jsonl
FOUND := $(TEXTS)/annotated/train $(TEXTS)/gold tests/annotated/grown
FOLDERS := $(FOUND) $(FINDER)/articles

finder: $(OUT)/finder/model.onnx $(LEARNED)/evidence.onnx

$(FINDER):
	mkdir -p $(FINDER)/fold $(FINDER)/full

$(FINDER)/passages.made: $(wildcard training/annotated/*.passages) | $(FINDER)
	$(PYTHON) -m training.finder.passages training/annotated --out $(FINDER)/passages
	touch $@

# Passages of RAW's articles, of which only what was annotated is kept here.
$(FINDER)/articles.made: $(wildcard training/annotated/*.offsets) | $(FINDER)
	mkdir -p $(FINDER)/shown
	for file in $^; do $(PYTHON) -m training.finder.offsets show $$file --raw $(RAW) \
		--out $(FINDER)/shown/$$(basename $$file .offsets).passages || exit 1; done
	$(PYTHON) -m training.finder.passages $(FINDER)/shown --source "Wikipedia, CC BY-SA 3.0" --out $(FINDER)/articles
	touch $@

$(FINDER)/texts.jsonl: $(FINDER)/articles.made | $(FINDER)
	$(PYTHON) -m training.finder.examples --texts $(FOLDERS) --out $@

$(FINDER)/composed.jsonl: $(FINDER)/passages.made
	$(PYTHON) -m training.finder.examples --texts $(FINDER)/passages --out $@

$(FINDER)/rules.jsonl: | $(FINDER)
	$(PYTHON) -m training.finder.examples --rules --out $@

# Who takes part in the events of both.
$(FINDER)/texts.pairs: $(FINDER)/articles.made | $(FINDER)
	$(PYTHON) -m training.finder.pairs --texts $(FOLDERS) --out $@

$(FINDER)/composed.pairs: $(FINDER)/passages.made
	$(PYTHON) -m training.finder.pairs --texts $(FINDER)/passages --out $@

$(FINDER)/silver.jsonl: | $(FINDER)
	$(PYTHON) -m training.finder.silver choose --raw $(RAW) $(if $(NOT_THESE),--not-these $(NOT_THESE)) --words $(EVENT_WORDS) --out $@

$(FINDER)/full/teacher.pt: $(FULL) $(FINDER)/rules.jsonl
	$(PYTHON) -m training.finder.teacher --encoder $(ENCODER) --train $(FULL) --rules $(FINDER)/rules.jsonl \
		--epochs 4 --rule-epochs 1 --out $@

$(FINDER)/%-files/model.onnx: $(FINDER)/%.pt
	$(PYTHON) -m training.finder.export $< $(@D)

$(FINDER)/full/silver.npz: $(FINDER)/full/teacher-files/model.onnx $(FINDER)/silver.jsonl
	$(PYTHON) -m training.finder.silver label --model $(<D) --texts $(FINDER)/silver.jsonl --out $@

$(FINDER)/full/student.pt: $(FINDER)/full/silver.npz
	$(PYTHON) -m training.finder.student --encoder $(ENCODER) --teacher $(@D)/teacher.pt --layers 0,2,5 \
		--silver $(FINDER)/silver.jsonl --scores $< --train $(FULL) --rules $(FINDER)/rules.jsonl --out $@

# The student goes on and learns who takes part: from all documents, and three times from two thirds of them, so that the layers can
# learn what that is worth where it is not known.
PAIRED = $(PYTHON) -m training.finder.teacher --encoder $(ENCODER) --start $< --train $(FULL) --pairs $(PAIRS) --rule-epochs 0
PAIRS := $(FINDER)/texts.pairs $(FINDER)/composed.pairs

$(FINDER)/full/paired.pt: $(FINDER)/full/student.pt $(PAIRS)
	$(PAIRED) --epochs 4 --out $@

$(FINDER)/fold/paired-%.pt: $(FINDER)/full/student.pt $(PAIRS)
	$(PAIRED) --epochs 5 --hold $*/3 --out $@

# Then what judges them goes on alone.
JUDGED = $(PYTHON) -m training.finder.pair_head --start $< --encoder $(ENCODER) --train $(FULL) --pairs $(PAIRS) --epochs 3

$(FINDER)/full/judged.pt: $(FINDER)/full/paired.pt
	$(JUDGED) --out $@

$(FINDER)/fold/judged-%.pt: $(FINDER)/fold/paired-%.pt
	$(JUDGED) --hold $*/3 --out $@

$(OUT)/finder/model.onnx: $(FINDER)/full/judged-files/model.onnx
	$(PYTHON) -m training.package --finder $(<D) --version $(VERSION) --out $(OUT)

# The light layers on all documents, and on those that each fold has seen; then how likely a proposal is right, from those it has not.
FOLDS := $(foreach part,1 2 3,$(FINDER)/fold/judged-$(part)-files)
RESTS := $(foreach part,1 2 3,$(FINDER)/fold/layers-$(part))

$(LEARNED)/sets.onnx: $(addsuffix /model.onnx,$(FOLDS))
	$(PYTHON) -m training.finder.layers --texts $(FOUND) --composed $(FINDER)/passages $(FINDER)/articles --finders $(FOLDS) \
		--rest $(RESTS) --out $(@D)

$(LEARNED)/evidence.onnx: $(LEARNED)/sets.onnx
	$(PYTHON) -m training.finder.evidence --texts $(FOLDERS) --finders $(FOLDS) --layers $(RESTS) --out $(@D)
