"""The frames of a folder of sounds. Each process reads its share of the files and keeps their frames to itself."""
import hashlib
import os

import numpy as np
import torch

import processes
import sounds


class Unusable(Exception):
    """Sounds that no space can be made of."""


class DataSet:
    """`files` are the used ones of all processes, with their numbers of frames; `own` holds this process' frames."""

    def __init__(self, folder, analysis, frames, held_out=0.1, held_out_list=None, seed=0):
        """At most about `frames` are kept. A part of the files is held out: those of a list, or drawn ones."""
        self.folder, self.analysis = folder, analysis
        listed = sounds.names(folder)
        share = max(frames // max(len(listed), 1), 96)
        own, skipped = {}, {}
        for name in listed[processes.RANK::processes.COUNT]:
            try:
                x = analysis.audible(sounds.read(os.path.join(folder, name), analysis.rate), share)
                if len(x):
                    own[name] = torch.from_numpy(x)
                else:
                    skipped[name] = "it is silent or too short"
            except (ValueError, OSError) as error:
                skipped[name] = str(error)
        self.own = own
        everywhere = processes.gather(({name: len(x) for name, x in own.items()}, skipped))
        self.files = merged(files for files, _ in everywhere)
        self.skipped = merged(skipped for _, skipped in everywhere)
        if len(self.files) < 2:
            raise Unusable(f"{folder}: {len(self.files)} usable sound files in it; at least 2 are needed, "
                           "since some are held out to measure the space")
        self.held_out = self.chosen(held_out_list) if held_out_list else self.drawn(held_out, seed)
        if not processes.total([len(self.training) == 0]).eq(0):
            raise Unusable(f"{folder}: {processes.COUNT} processes have too few sound files to train on")

    def drawn(self, part, seed):
        names = list(self.files)
        count = max(1, int(len(names) * part))
        return {names[index] for index in np.random.default_rng(seed).permutation(len(names))[:count]}

    def chosen(self, path):
        with open(path, encoding="utf-8") as file:
            names = [line.strip() for line in file if line.strip()]
        missing = [name for name in names if name not in self.files]
        if missing or not names:
            raise Unusable(f"{path}: " + (f"{missing[0]} is not among the usable sounds" if missing else "no name in it"))
        return set(names)

    @property
    def training(self):
        """This process' frames that train."""
        return self.joined(name for name in self.own if name not in self.held_out)

    @property
    def measuring(self):
        """This process' frames that are held out."""
        return self.joined(name for name in self.own if name in self.held_out)

    def joined(self, names):
        return torch.cat([torch.zeros(0, self.analysis.bins)] + [self.own[name] for name in names])

    def training_files(self):
        return [name for name in self.files if name not in self.held_out]

    def count(self, names):
        """How many frames some files have."""
        return sum(self.files[name] for name in names)

    def mean(self):
        """The mean training frame of all processes."""
        own = self.training
        return (processes.total(own.double().sum(0)) / processes.total(len(own))).float()

    def digest(self):
        """SHA-256 over the used files' bytes in order."""
        sha = hashlib.sha256()
        for name in self.files:
            with open(os.path.join(self.folder, name), "rb") as file:
                while block := file.read(1 << 20):
                    sha.update(block)
        return sha.hexdigest()


def merged(parts):
    """One dictionary, in the order of the names' bytes."""
    together = {name: value for part in parts for name, value in part.items()}
    return dict(sorted(together.items(), key=lambda item: os.fsencode(item[0])))
