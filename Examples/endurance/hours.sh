#!/bin/bash
# Renders a piece of some hours with two moving hands, and says how the program's memory goes and what file comes out:
# beyond 4 GiB, after 4 hours and 9 minutes, a WAV is an RF64.
#
#     hours.sh [HOURS]        AEGO=.build/release/aego  FOLDER=/tmp
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
hours=${1:-1}
aego=${AEGO:-$root/.build/release/aego}
folder=$(mktemp -d -p "${FOLDER:-/tmp}")
renderer=
trap '[ -z "$renderer" ] || kill -9 "$renderer" 2> /dev/null || true; rm -rf "$folder"' EXIT

seconds=$(awk "BEGIN { print int($hours * 3600) }")
cat > "$folder/score.yaml" << SCORE
score: 1
title: hours
start: now
spaces: {additive: $root/Scores/spaces/additive.safetensors, instruments: $root/Scores/spaces/instruments.safetensors}
period: 30ms
movements:
  - name: tones
    space: additive
    scenes: [{dimensions: 8, for: $((seconds / 2))s}]
  - name: notes
    space: instruments
    scenes: [{dimensions: 8, for: $((seconds - seconds / 2))s}]
SCORE
/usr/bin/python3 "$root/Examples/streams/hands.py" --seconds "$seconds" --rate "${RATE:-50}" --seed 1 -o "$folder/hands.osc"
"$aego" render "$folder/score.yaml" --sensors "$folder/hands.osc" -o "$folder/sound.wav" > "$folder/result" &
renderer=$!

memory() { awk '/VmRSS/ { printf "%.2f", $2 * 1024 / 1e6 }' "/proc/$renderer/status" 2> /dev/null; }
written() { stat -c %s "$folder/.partial-sound.wav" 2> /dev/null; }
echo "hours of sound   resident MB"
last=0
while kill -0 $renderer 2> /dev/null; do
  now=$(awk "BEGIN { print int(20 * ${written:-0} / (288000 * $seconds)) }")
  resident=$(memory) || true
  if [ "$now" -gt "$last" ] && [ -n "$resident" ]; then
    awk "BEGIN { printf \"%14.2f   %s\n\", ${written:-0} / (288000 * 3600), \"$resident\" }"
    last=$now
  fi
  sleep 0.2
  written=$(written) || true
done
wait $renderer
renderer=
sed "s,$folder/,," "$folder/result"
ls -l "$folder/sound.wav" | awk '{ print $5 " bytes" }'
head -c 4 "$folder/sound.wav"
echo " $(soxi -D "$folder/sound.wav" 2> /dev/null || ffprobe -v error -show_entries format=duration -of csv=p=0 "$folder/sound.wav") s"
