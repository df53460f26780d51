#!/bin/bash
# Plays a score for some minutes into a private sound server while other programs keep the processors busy, then tells
# how it went and proves the take.
#
#     endurance.sh [MINUTES] [SCORE]        AEGO=.build/release/aego  BUSY=2  BUFFER=43ms
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
minutes=${1:-10} score=${2:-$root/Scores/aego.yaml}
aego=${AEGO:-$root/.build/release/aego}
folder=$(mktemp -d)
started=()
trap 'kill -9 "${started[@]}" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$folder"' EXIT

# The server stands in for a sound card, which waits for no other program: it has the class of a card's interrupts, above
# the player's own (70), where the system allows it.
stage=
chrt --fifo 80 true 2> /dev/null && stage="chrt --fifo 80"

export PULSE_SERVER=unix:$folder/socket PULSE_RUNTIME_PATH=$folder
$stage pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 --log-level=error \
  -L "module-native-protocol-unix socket=$folder/socket auth-anonymous=1" \
  -L "module-null-sink sink_name=stage rate=48000" > /dev/null 2>&1 &
started+=($!)
until [ -S "$folder/socket" ]; do
  kill -0 "${started[0]}" 2> /dev/null || { echo "pulseaudio does not run here" >&2; exit 3; }
  sleep 0.05
done
for _ in $(seq "${BUSY:-2}"); do
  while :; do :; done &
  started+=($!)
done

# What the host of a virtual machine has taken from its processors, in milliseconds.
stolen() { awk '/^cpu / { print $9 * 10 }' /proc/stat; }

before=$(stolen)
seconds=$(awk "BEGIN { print int($minutes * 60) }")
/usr/bin/python3 "$root/Examples/streams/hands.py" --seconds "$seconds" --seed 1 -o "$folder/hands.osc"
"$aego" play "$score" --device pulse --buffer "${BUFFER:-43ms}" --sensors "$folder/hands.osc" --for "${seconds}s" \
  --take "$folder/take" > "$folder/result" 2> "$folder/told" < /dev/null &
player=$!
started+=($player)

memory() { awk '/VmRSS|VmLck|VmHWM/ { printf "%s %.1f MB  ", $1, $2 * 1024 / 1e6 }' "/proc/$player/status" 2> /dev/null; }
first= last=
while kill -0 $player 2> /dev/null; do
  sleep 5
  now=$(memory) || true
  [ -z "$now" ] || last=$now
  [ -n "$first" ] || first=$now
done
wait $player || { cat "$folder/told" >&2; exit 1; }
echo "result        $(sed "s,^$folder/,," "$folder/result")"
echo "stolen        $(($(stolen) - before)) ms by the host of this machine"
echo "memory        after 5 s: $first"
echo "              at the end: $last"
echo "faults        $(wc -l < "$folder/take/faults.jsonl")"
sed 's/^/              /' "$folder/take/faults.jsonl"
echo "replay        $("$aego" replay "$folder/take" --check | sed "s,$folder/,,")"
