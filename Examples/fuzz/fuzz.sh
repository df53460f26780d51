#!/usr/bin/env bash
# Feeds a million mutated scores to the score reader, by libFuzzer, from the golden scores and those in Scores/: none may
# crash, take 100 ms of the processor or 100 MB. What does is kept in .build-fuzz, and given back as
# `.build-fuzz/score-fuzz FILE`.
#
#     Examples/fuzz/fuzz.sh [RUNS] [SEED]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-1000000}
seed=${2:-1}
build=.build-fuzz
mkdir -p "$build/corpus" "$build/found" "$build/seeds"
cp Tests/AegoScoreTests/Goldens/*.yaml Scores/*.yaml "$build/seeds"
# What a mutation may insert: the language's keys and words, some values, and YAML's own marks.
python3 - >"$build/score.dict" <<'DICTIONARY'
import json

def words(schema):
  if isinstance(schema, dict):
    yield from (f"{key}: " for key in schema.get("properties", {}))
    for value in schema.values(): yield from words(value)
  elif isinstance(schema, list):
    for value in schema: yield from words(value)
  elif isinstance(schema, str) and len(schema) < 20: yield schema

with open("docs/score.schema.json") as file: found = set(words(json.load(file)))
found |= {"60s", "1:30", "100ms..30ms", "90deg", "-3dB", "10%/s", "&a ", "*a", "<<: *a", "- ", "{", "}", "[", "]", ", "}
found |= {"---\n", "...", "!!int ", "!x ", "? ", "| ", "> ", "\t", "\r\n", "%YAML 1.1", "\ufeff", "\x85", "\u2028"}
for word in sorted(found): print('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"')
DICTIONARY
common=(-O -wmo -swift-version 6 -parse-as-library -Xllvm -sil-disable-pass=performance-diagnostics)
swiftc "${common[@]}" -emit-module -emit-library -static -module-name AegoNumerics \
  -emit-module-path "$build/AegoNumerics.swiftmodule" -o "$build/libAegoNumerics.a" Sources/AegoNumerics/*.swift
# shellcheck disable=SC2046
swiftc "${common[@]}" -sanitize=fuzzer -module-name AegoScore -I "$build" -I Sources/CYAML \
  $(pkg-config --cflags yaml-0.1) $(find Sources/AegoScore -name '*.swift') Examples/fuzz/ScoreFuzz.swift \
  "$build/libAegoNumerics.a" $(pkg-config --libs yaml-0.1) -o "$build/score-fuzz"
"$build/score-fuzz" "$build/corpus" "$build/seeds" -runs="$runs" -seed="$seed" -max_len=4096 \
  -len_control=10 -timeout=10 -rss_limit_mb=512 -malloc_limit_mb=100 -print_final_stats=1 -verbosity=1 \
  -dict="$build/score.dict" -artifact_prefix="$build/found/"
