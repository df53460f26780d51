#!/usr/bin/env python3
"""What a step of training costs in ægo and in PyTorch: the same network, batch and number of threads, in one run.

    python3 bench.py                       # in the project's folder, after `swift build -c release`

Both measure the whole step on a drawn batch: loss, gradients, limit of their norm, Adam. They take turns, so that other
work of the machine falls on both; the medians are compared. `aego bench training` measures the defaults of `aego train`.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time


def parse():
    parser = argparse.ArgumentParser(description="Compare a step of training in ægo and in PyTorch.")
    parser.add_argument("--aego", default=".build/release/aego", help="the program (default: %(default)s)")
    parser.add_argument("--threads", default="2", help="threads of each (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each (default: %(default)s)")
    parser.add_argument("--steps-per-round", type=int, default=100, help="steps of PyTorch in a turn")
    # Set before PyTorch loads its BLAS.
    threads = parser.parse_known_args()[0].threads
    os.environ.update({name: threads for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")})
    import train

    train.recipe(parser)
    return parser.parse_args()


def ours(options):
    """ms of a step in ægo."""
    printed = subprocess.run([options.aego, "bench", "training", "--format", "json"], check=True, stdout=subprocess.PIPE)
    figures = {figure["name"]: figure["value"] for figure in json.loads(printed.stdout)}
    return figures["training/step"]


def theirs(options, compiled=False):
    """A function that measures the ms of a step in PyTorch."""
    import torch
    import sounds
    import space
    import train

    torch.set_num_threads(int(options.threads))
    torch.manual_seed(options.seed)
    bins = sounds.Analysis().bins
    objective = train.Objective(space.Space.new(options.dimensions, bins, train.widths(options)), options.blur)
    descent = train.Descent(torch.compile(objective) if compiled else objective, options)
    batch = next(train.batches(
        torch.rand(options.batch, bins) * 0.1, options.batch, options.dimensions, options.nesting, options.seed))

    def measure():
        begin = time.perf_counter()
        for _ in range(options.steps_per_round):
            descent.move(batch)
        return 1000 * (time.perf_counter() - begin) / options.steps_per_round

    measure()
    return measure


def main():
    options = parse()
    import torch

    runs = {"PyTorch": theirs(options)}
    try:
        runs["PyTorch, compiled"] = theirs(options, compiled=True)
    except Exception as error:  # whatever a compiler that is not there says
        print(f"not compiled: {str(error).splitlines()[0]}", file=sys.stderr)
    runs["aego"] = lambda: ours(options)
    times = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            times[name].append(run())
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"ms per step of {options.batch} frames, widths {options.hidden}, {options.threads} threads, "
          f"PyTorch {torch.__version__}: median of {options.rounds} turns (least to greatest)")
    for name, values in times.items():
        print(f"{name:18} {medians[name]:8.2f}  ({min(values):.2f} to {max(values):.2f})")
    best = min(value for name, value in medians.items() if name != "aego")
    print(f"aego / PyTorch     {medians['aego'] / best:8.2f}")


if __name__ == "__main__":
    main()
