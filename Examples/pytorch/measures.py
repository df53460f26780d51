#!/usr/bin/env python3
"""Measures a space on the files of a folder that did not train it, as `aego train` does.

    python3 measures.py SPACE FOLDER --held-out-list FILE

The list has the paths of the files held out, one a line. Prints JSON; the words are those of docs/composing.md.
"""
import argparse
import json
import math
import sys

import torch

import processes
from sounds import Analysis, thinned


@torch.no_grad()
def measures(space, data, home, half):
    """The explained variance with 1, 2, ... axes open and the other figures of quality, over all processes."""
    mean, frames = data.mean(), data.measuring
    z = space.encoder(frames)[0]
    latent = z.shape[1]
    explained = [part_explained(space, frames, z, mean, axes) for axes in range(1, latent + 1)]
    trained = torch.from_numpy(thinned(data.training.numpy(), 2000 // processes.COUNT))
    squares = processes.total([((trained - mean).double() ** 2).sum(), len(trained)])
    variances, entropies = walks(space, home, half)
    sums = processes.total(comparison(frames.double() ** 2, space.decoder(z).double() ** 2))
    count, error, distance, right, level, level_squares = sums.tolist()
    return explained, {
        "spectral_convergence_db": 20 * math.log10(max((error / count) ** 0.5, 1e-9)),
        "log_spectral_distance_db": distance / count,
        "strongest_bin": right / count,
        "loudness_error_db": max(level_squares / count - (level / count) ** 2, 0) ** 0.5,
        "training_explained_variance": part_explained(space, trained, space.encoder(trained)[0], mean, latent),
        "walk_variance": [float(variance / (squares[0] / squares[1])) for variance in variances],
        "walk_entropy": entropies,
        "held_out_entropy": median_entropy(torch.cat(processes.gather(frames))),
        "held_out_files": len(data.held_out),
        "held_out_frames": data.count(data.held_out),
    }


def part_explained(space, frames, z, mean, axes):
    """1 - Σ |x̂ - x|² / Σ |mean - x|², all axes but the first ones 0."""
    decoded = space.decoder(torch.where(torch.arange(z.shape[1]) < axes, z, torch.zeros(())))
    sums = processes.total([((decoded - frames).double() ** 2).sum(), ((mean - frames).double() ** 2).sum()])
    return float(1 - sums[0] / sums[1]) if sums[1] > 0 else 0.0


@torch.no_grad()
def walks(space, home, half, count=4096):
    """Variance and median entropy of what is heard at drawn places, with 1, 2, 4, ... axes open, the others at home."""
    places = torch.rand(count, len(home), generator=torch.Generator().manual_seed(0))
    variances, entropies = [], []
    for axes in [1, 2, 4, 8, 16, 32]:
        if axes <= len(home):
            opened = torch.where(torch.arange(len(home)) < axes, places, torch.tensor(0.5))
            x = space.decoder(home + (2 * opened - 1) * half).double()
            x = x / (x ** 4).sum(1, keepdim=True) ** 0.25
            variances.append(float(x.var(0, unbiased=False).sum()))
            entropies.append(median_entropy(x))
    return variances, entropies


def median_entropy(x):
    """The median over spectra of -Σ p ln p, p the parts of the energy x⁴, in nats."""
    energy = x.double() ** 4
    part = energy / energy.sum(1, keepdim=True)
    return float(-(part * part.clamp(min=1e-30).log()).sum(1).median())


def comparison(truth, decoded):
    """Sums over frames of magnitudes: their number, squared errors, distances in dB, right peaks, levels and their
    squares. Each true frame has unit energy."""
    norm = decoded.norm(dim=1, keepdim=True).clamp(min=1e-12)
    level, decoded = 20 * norm.log10(), decoded / norm
    audible = truth > truth.amax(1, keepdim=True) * 1e-3
    difference = 20 * (truth.clamp(min=1e-300).log10() - decoded.clamp(min=1e-8).log10())
    squares = torch.where(audible, difference ** 2, torch.zeros((), dtype=truth.dtype)).sum(1)
    distance = (squares / audible.sum(1).clamp(min=1)).sqrt()
    right = (truth.argmax(1) - decoded.argmax(1)).abs() <= 1
    return [len(truth), ((truth - decoded) ** 2).sum(), distance.sum(), right.sum(), level.sum(), (level ** 2).sum()]


@torch.no_grad()
def sensitivity(space, home, half, seed):
    """Mean of |x(p + dp) - x(p)| / |dp| per axis over 256 drawn positions, dp = 1 % of an axis."""
    step, generator = 0.01, torch.Generator().manual_seed(seed)
    positions = 0.005 + 0.99 * torch.rand(256, len(home), generator=generator)
    here = space.decoder(home + (2 * positions - 1) * half)
    changes = []
    for axis in range(len(home)):
        moved = positions.clone()
        moved[:, axis] += torch.where(moved[:, axis] < 0.5, step, -step)
        there = space.decoder(home + (2 * moved - 1) * half)
        changes.append(max(float((there - here).norm(dim=1).mean()) / step, 1e-4))
    return changes


def main():
    from dataset import DataSet, Unusable
    from space import Space

    parser = argparse.ArgumentParser(description="Measures a latent space of ægo on files held out.")
    parser.add_argument("space")
    parser.add_argument("folder")
    parser.add_argument("--held-out-list", required=True)
    parser.add_argument("--frames", type=int, default=40000)
    options = parser.parse_args()
    processes.join()
    space = Space.load(options.space)
    analysis = Analysis(**{key: int(space.metadata[key]) for key in ("rate", "window", "hop", "bins")})
    try:
        data = DataSet(options.folder, analysis, options.frames, held_out_list=options.held_out_list)
    except (Unusable, OSError) as error:
        sys.exit(f"error: {error}")
    explained, quality = measures(space, data, space.numbers("home"), space.numbers("range"))
    if processes.IS_FIRST:
        print(json.dumps({"explained_variance": explained, **quality}))


if __name__ == "__main__":
    main()
