#!/usr/bin/env python3
"""Trains a latent space on a folder of sounds with PyTorch, as `aego train` does, alone or on many processes.

    python3 train.py FOLDER -o SPACE.safetensors
    torchrun --standalone --nproc_per_node 2 train.py FOLDER -o SPACE.safetensors

A variational autoencoder (Kingma and Welling 2014) with nested dropout for ordered axes (Rippel, Gelbart and Adams
2014). Each process reads its share of the files and draws its share of every step's frames; the gradients are averaged
between them, and the first one writes the file.
"""
import argparse
import json
import math
import os
import sys

import numpy as np
import torch
from torch import nn

import processes
from box import box
from dataset import DataSet, Unusable
from measures import measures, sensitivity
from sounds import Analysis
from space import Space


def recipe(parser):
    """The options of network and descent. The defaults are those of `aego train`."""
    add = adder(parser)
    add("--dimensions", 8, "number of axes, 1 to 32")
    add("--hidden", "512,512", "widths of the decoder's hidden layers, multiples of 8; the encoder has them in reverse")
    add("--steps", 12000, "steps of gradient descent")
    add("--batch", 128, "frames in a step, over all processes")
    add("--learning-rate", 2e-3, "the first rate of learning; it falls to 0 along half a cosine")
    add("--beta", 0.003, "weight of the divergence")
    add("--blur", 0.0, "noise on each axis beyond the encoder's own")
    add("--nesting", 0.3, "how often only the first axes are open")
    add("--warm-up", 0.3, "part of the steps in which beta grows from 0")
    add("--clip", 1.0, "largest norm of a gradient")
    add("--seed", 0, "every draw derives from it")


def adder(parser):
    """Adds an option whose default shows its type."""
    return lambda name, default, text: parser.add_argument(
        name, default=default, type=type(default), help=f"{text} (default: %(default)s)")


def options():
    parser = argparse.ArgumentParser(description="Train a latent space of ægo with PyTorch.")
    parser.add_argument("folder", help="the folder of sounds")
    parser.add_argument("-o", "--output", required=True, help="the space to write, a .safetensors file")
    recipe(parser)
    add = adder(parser)
    add("--frames", 40000, "at most about so many frames are kept")
    add("--held-out", 0.1, "part of the files that measure the space")
    parser.add_argument("--held-out-list", help="the files that measure the space instead, one path a line")
    parser.add_argument("--home", help="sounds among which home is chosen, such as 'pure-*' (default: all)")
    parser.add_argument("--dataset", help="name of the data set (default: the folder's)")
    add("--license", "unknown", "licence of the sounds and the space")
    for name, size in vars(Analysis()).items():
        add(f"--{name}", size, "of the analysis")
    chosen = parser.parse_args()
    if not 1 <= chosen.dimensions <= 32 or chosen.steps < 1 or chosen.batch % processes.COUNT:
        parser.error("1 to 32 dimensions, at least one step, and a batch that the processes can share")
    if not all(width > 0 and width % 8 == 0 for width in widths(chosen)):
        parser.error("the widths of the hidden layers are multiples of 8, such as 512,512")
    return chosen


def widths(settings):
    """The widths of the decoder's hidden layers."""
    try:
        return [int(width) for width in settings.hidden.split(",")]
    except ValueError:
        return [0]


class Objective(nn.Module):
    """The loss of a batch: mean over frames of Σ (x̂ - x)² and of the Kullback-Leibler divergence."""

    def __init__(self, space, blur):
        super().__init__()
        self.space, self.blur = space, blur

    def forward(self, x, noise, axes):
        """x (batch, bins), noise (batch, latent) and how many axes each frame keeps; the others are 0."""
        mean, logvar = self.space.encoder(x)
        is_open = torch.arange(mean.shape[1]) < axes[:, None]
        z = (mean + ((0.5 * logvar).exp() + self.blur) * noise) * is_open
        error = (self.space.decoder(z) - x).square().sum(1).mean()
        divergence = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum(1).mean()
        return error, divergence


def batches(frames, rows, latent, nesting, seed):
    """Endless batches: each frame once in a pass, noise, and open axes: the first k with the probability `nesting`,
    else all."""
    draw = torch.Generator().manual_seed(seed)
    order = torch.zeros(0, dtype=torch.long)
    while True:
        while len(order) < rows:
            order = torch.cat([order, torch.randperm(len(frames), generator=draw)])
        batch, order = order[:rows], order[rows:]
        axes = torch.randint(1, latent + 1, (rows,), generator=draw)
        axes = torch.where(torch.rand(rows, generator=draw) < nesting, axes, latent)
        yield frames[batch], torch.randn(rows, latent, generator=draw), axes


class Descent:
    """Adam with a limit on the gradient's norm, a rate that falls along half a cosine, and a beta that grows."""

    def __init__(self, model, settings):
        self.model, self.settings, self.step = model, settings, 0
        self.optimizer = torch.optim.Adam(model.parameters(), lr=settings.learning_rate)
        self.rate = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: 0.5 + 0.5 * math.cos(math.pi * min(step / settings.steps, 1)))

    def move(self, batch):
        """One step; gives both parts of the loss."""
        error, divergence = self.model(*batch)
        beta = self.settings.beta * min(1, self.step / max(1, self.settings.warm_up * self.settings.steps))
        self.optimizer.zero_grad(set_to_none=True)
        (error + beta * divergence).backward()
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), self.settings.clip)
        if not torch.isfinite(norm):
            raise Unusable(f"the training diverged at step {self.step}; try another --seed or a lower --learning-rate")
        self.optimizer.step()
        self.rate.step()
        self.step += 1
        return error, divergence


def descend(space, data, settings):
    """All steps, the same on every process but for the frames drawn."""
    descent = Descent(processes.together(Objective(space, settings.blur)), settings)
    drawn = batches(data.training, settings.batch // processes.COUNT, settings.dimensions, settings.nesting,
                    settings.seed * 1000 + processes.RANK)
    for _ in range(settings.steps):
        error, divergence = descent.move(next(drawn))
        if descent.step % 50 == 0:
            done = 100 * descent.step // settings.steps
            show(f"training {done} %, error {error:.3f}, divergence {divergence:.1f}")


def describe(space, data, settings):
    """Measures the space and gives it the texts of its file."""
    home, half, place = box(space, data, settings.home)
    explained, quality = measures(space, data, home, half)
    if quality["training_explained_variance"] <= 0.02:
        raise Unusable("the space does not tell its sounds apart; try more --steps or a lower --beta")
    trained = data.training_files()
    analysis = data.analysis
    space.metadata = {
        "format": "aego-space-1", "latent": settings.dimensions, "rate": analysis.rate, "window": analysis.window,
        "fft": analysis.window, "hop": analysis.hop, "bins": analysis.bins, "target": "sqrt",
        "home": listed(home.tolist()), "range": listed(half.tolist()),
        "sensitivity": listed(sensitivity(space, home, half, settings.seed)),
        "explained_variance": listed(explained), "quality": json.dumps(quality),
        "dataset": settings.dataset or os.path.basename(os.path.abspath(settings.folder)),
        "license": settings.license, "dataset_sha256": data.digest(), "seed": settings.seed,
        "training": json.dumps({
            "files": len(trained), "frames": data.count(trained), "home": place, "steps": settings.steps,
            "batch": settings.batch, "hidden": widths(settings), "learning_rate": settings.learning_rate,
            "beta": settings.beta, "blur": settings.blur, "nesting": settings.nesting, "program": f"PyTorch {torch.__version__}", "processes": processes.COUNT}),
    }
    space.metadata = {key: str(value) for key, value in space.metadata.items()}


def listed(numbers):
    return ",".join(str(np.float32(number)) for number in numbers)


def show(line):
    """One line, written over and over while standard error is a terminal."""
    if processes.IS_FIRST and sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def train(settings):
    torch.manual_seed(settings.seed)
    analysis = Analysis(settings.rate, settings.window, settings.hop, settings.bins)
    data = DataSet(settings.folder, analysis, settings.frames, settings.held_out, settings.held_out_list, settings.seed)
    if processes.IS_FIRST:
        for name, reason in data.skipped.items():
            print(f"skipped {name}: {reason}", file=sys.stderr)
        print(f"{len(data.files)} files, {data.count(data.files)} frames; {len(data.held_out)} files held out, "
              f"{len(data.skipped)} skipped", file=sys.stderr)
    space = Space.new(settings.dimensions, analysis.bins, widths(settings))
    with torch.no_grad():
        # The decoder begins at the mean spectrum: its last bias is the softplus' inverse of it.
        space.decoder[-2].bias.copy_(data.mean().clamp(min=1e-3).expm1().log())
    descend(space, data, settings)
    with torch.no_grad():
        for parameter in space.parameters():
            parameter.copy_(parameter.half())  # as the file holds it
    describe(space, data, settings)
    if processes.IS_FIRST:
        show("")
        space.save(settings.output)
        print(f"{settings.output}: {settings.dimensions} axes")
        for title, key in [("explained variance with 1, 2, ... axes open", "explained_variance"),
                           ("sensitivity of each axis", "sensitivity")]:
            print(f"{title}: " + " ".join(f"{number:.3f}" for number in space.numbers(key).tolist()))
        print(f"quality: {space.metadata['quality']}\ntraining: {space.metadata['training']}")


def main():
    settings = options()
    processes.join()
    try:
        train(settings)
    except Unusable as error:
        sys.exit(f"error: {error}" if processes.IS_FIRST else 1)
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
