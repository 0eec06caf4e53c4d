# `make` lists the targets. Each does the set-up it needs; Node.js 20 or newer and make must be there.

STUDY ?= sports
# What `make all` runs: the published study first, the same task with the recommended settings beside it, a study whose truth is known.
BUNDLED := sports sports-recommended planted
RUN := runs/$(STUDY)
# Packages are installed again when the lock file has changed.
MODULES := node_modules/.installed

.DEFAULT_GOAL := help
.PHONY: help all test coverage check report view bench calibration fixtures gpt2 docs screenshots clean

help: ## list the targets
	@echo "make TARGET [STUDY=name of a study file in studies/, default sports]"
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/  \1\t\2/' | expand -t 14

all: $(MODULES) ## run the bundled studies (or the one that STUDY names) and write runs/index.html
	set -e; for study in $(if $(filter file,$(origin STUDY)),$(BUNDLED),$(STUDY)); do bin/cofire run studies/$$study.yaml; done
# The first report was written before the others had run, and says what they found.
	$(if $(filter file,$(origin STUDY)),bin/cofire report $(RUN))
	bin/cofire atlas runs

test: $(MODULES) ## run every test (finds or installs a browser)
	CHROMIUM="$$(.ci/chromium)" npx vitest run

coverage: $(MODULES) ## run every test and hold each file of src/ to its share of covered lines
	CHROMIUM="$$(.ci/chromium)" npx vitest run --coverage

check: $(MODULES) ## check types, style and the study files
	npx tsc --noEmit
	npx biome check --error-on-warnings .
	set -e; for study in $(filter-out %-gpt2.yaml, $(wildcard studies/*.yaml)); do bin/cofire check $$study; done

report: $(MODULES) ## write the report of a run again
	bin/cofire report $(RUN)

view: $(MODULES) ## open the network viewer on a run
	bin/cofire view $(RUN)

bench: $(MODULES) ## measure speed and memory, beside PyTorch, igraph, networkx and numpy where they are installed (20 minutes)
	CHROMIUM="$$(.ci/chromium || true)" node --import tsx bench/main.ts

calibration: $(MODULES) ## measure false positives and power of the verdict rule (about 40 minutes)
	node --import tsx bench/calibration/main.ts

fixtures: $(MODULES) ## train the bundled model and its dictionaries again (under 45 minutes)
	node --import tsx fixtures/train/make.ts

gpt2: $(MODULES) ## download GPT-2 small and its SAE, run the study on them
	bin/cofire fetch studies/sports-gpt2.yaml
	bin/cofire check studies/sports-gpt2.yaml
	bin/cofire run studies/sports-gpt2.yaml

docs: $(MODULES) ## write the pages of docs/ that are made from code
	node --import tsx bin/write-docs.ts

screenshots: $(MODULES) ## take the pictures of README and docs from a run's report
	bin/cofire report $(RUN)
	CHROMIUM="$$(.ci/chromium)" node --import tsx bin/write-screenshots.ts $(RUN)

clean: ## remove what was built and installed; runs/ stays
	rm -rf node_modules build

$(MODULES): package.json package-lock.json
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || { echo "Node.js 20 or newer is needed, found $$(node --version 2>&1)"; exit 2; }
	npm ci
	@touch $@
