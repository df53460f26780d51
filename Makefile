# make play    installs what is missing, builds, and plays the piece
# make test    installs what is missing, builds, and passes every test

SCORE ?= Scores/aego.yaml
SWIFT ?= swift
TEST_BUILD := .build-test
TEST = $(SWIFT) test -c release -Xswiftc -enable-testing --disable-xctest --scratch-path $(TEST_BUILD)

LIBRARIES := pkg-config libyaml-dev libasound2-dev liblo-dev libsndfile1-dev libsamplerate0-dev libkissfft-dev \
  libopenblas-dev libqrencode-dev
# What the tests compare with.
TOOLS := liblo-tools puredata-core sox ffmpeg python3 python3-numpy python3-venv python3-yaml python3-jsonschema \
  pulseaudio pulseaudio-utils libasound2-plugins python3-websockets curl zbar-tools chromium chromium-driver \
  python3-selenium firefox-esr

# python-osc, which Debian does not have, for Examples/performer; without a network its test is skipped.
OSC_PYTHON := .build-osc

.PHONY: deps test-deps build play test rtsan processors lint bench clean

deps:
	@sh .ci/install $(LIBRARIES)

test-deps:
	@sh .ci/install $(LIBRARIES) $(TOOLS)
	@test -e $(OSC_PYTHON)/done || { python3 -m venv $(OSC_PYTHON) && $(OSC_PYTHON)/bin/pip install -q python-osc && \
	  touch $(OSC_PYTHON)/done; } || echo "python-osc cannot be installed: the example that needs it is not tested"

build: deps
	$(SWIFT) build -c release

play: build
	.build/release/aego play $(SCORE)

# Numeric tests belong in release mode; a folder of their own keeps the program's build as it is.
# The tests of sound devices run at a real clock, so they run after the others and alone; so do those of the setup,
# which train, sound and have a browser drawn, and those of films, which take all the time that there is.
test: test-deps
	$(TEST) --skip AegoAudioTests --skip AegoSetupTests --skip AegoStageTests.FilmTests
	$(TEST) --filter AegoAudioTests
	$(TEST) --filter "AegoSetupTests|AegoStageTests.FilmTests"

# The engine under RealtimeSanitizer.
rtsan: deps
	AEGO_RTSAN=1 $(SWIFT) test -c release -Xswiftc -enable-testing --disable-xctest --scratch-path .build-rtsan \
	  --filter RealtimeTests

# The same bits on three models of processor, two of them emulated.
processors: build
	@sh .ci/install qemu-user python3
	.ci/processors

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

bench: build
	.build/release/aego bench

clean:
	rm -rf .build $(TEST_BUILD) .build-rtsan $(OSC_PYTHON)
