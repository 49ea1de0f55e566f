# Everything sets up its own environment; only Python ≥ 3.11, make and git are needed. uv is used where it is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INSTALLED := $(VENV)/.installed
DEMO := build/demo
OMEGAT ?= /usr/share/omegat/OmegaT.jar
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check bench torture fuzz omegat weblate messages glossary reference pictures clean

demo: $(INSTALLED)  ## build, look up and export on the sample report
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/igglossary --store $(DEMO)/demo.db build examples/sample-report.txt
	@echo
	$(BIN)/igglossary --store $(DEMO)/demo.db lookup digitalen Spaltung
	@echo
	$(BIN)/igglossary --store $(DEMO)/demo.db export --all $(DEMO)/memory.tmx $(DEMO)/terms.tbx
	@echo
	@echo "Now decide about what was found:  $(BIN)/igglossary --store $(DEMO)/demo.db review"

test: $(READY)  ## all tests
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## style, types, layers, messages, shipped forms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/shipped_forms.py --check
	$(BIN)/python tools/check_dependencies.py

bench: $(READY)  ## speed and memory as ratios in one run
	$(BIN)/python -m benchmarks

torture: $(READY)  ## a thousand kills
	$(BIN)/python -m benchmarks.torture --kills 1000

fuzz: $(READY)  ## a hundred thousand broken files a format, questions a server
	$(BIN)/python -m benchmarks.fuzz --inputs 100000
	$(BIN)/python -m benchmarks.fuzz_servers --inputs 100000

omegat: build/igglossary-omegat.jar  ## the plug-in for OmegaT; OMEGAT=its OmegaT.jar

build/igglossary-omegat.jar: $(shell find integrations/omegat -type f)
	rm -rf build/omegat && mkdir -p build/omegat
	javac --release 8 -Xlint:-options -encoding UTF-8 -cp $(OMEGAT) -d build/omegat integrations/omegat/src/igglossary/omegat/*.java
	jar cfm $@ integrations/omegat/MANIFEST.MF -C build/omegat igglossary

weblate: build/weblate  ## the client classes of Weblate, for a test

build/weblate: tests/clients/weblate.txt
	rm -rf $@
	python3 -m pip install -q --no-deps --no-compile --target $@ -r $<

messages: $(READY)  ## collect the program's words and compile the German ones
	$(BIN)/python tools/messages.py

glossary: $(READY)  ## what ships computed: forms of the shipped terms, German nouns; after a change of either
	$(BIN)/python tools/shipped_forms.py

reference: $(READY)  ## docs/commands.md from the program's own help, docs/json.md from the shapes of the answers
	$(BIN)/python tools/command_reference.py
	$(BIN)/python tools/json_reference.py

pictures: $(READY)  ## draw the screens of README and docs from a real run
	$(BIN)/python docs/make_pictures.py

clean:
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The program alone, for the demo; with its extras and the tools of a developer, for everything else.
$(INSTALLED): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) with the program and what it needs; on a new machine this takes a minute …"
	@$(call install,.)
	@touch $@

$(READY): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) with the program, its extras and the tools for tests and checks …"
	@$(call install,.[all$(,)dev])
	@touch $(INSTALLED) $@

, := ,
define install
if command -v uv >/dev/null 2>&1; then \
  uv venv -q --allow-existing --python $(PYTHON) $(VENV) && \
  uv pip install -q --python $(BIN)/python --compile-bytecode -c constraints.txt -e '$(1)'; \
else \
  $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install -q -c constraints.txt -e '$(1)'; \
fi
endef
