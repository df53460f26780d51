#!/usr/bin/env python3
"""A latent space of ægo as a module of PyTorch: read from its file, decoded, encoded, written.

    python3 space.py decode SPACE 0.5,0.5,0.5 0.1,0.9,0.5     # a spectrum for each position
    python3 space.py encode SPACE SOUND.wav                   # a position for each frame

Both print JSON. The file's format is described in docs/composing.md.
"""
import argparse
import json
import os
import sys

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn


class Encoder(nn.Sequential):
    """The hidden layers are numbered; `mean` and `logvar` both read the last one."""

    def __init__(self, trunk, mean, logvar):
        super().__init__(*trunk)
        self.mean, self.logvar = mean, logvar

    def forward(self, x):
        for name, module in self.named_children():
            if name.isdigit():
                x = module(x)
        return self.mean(x), self.logvar(x)


class Space(nn.Module):
    """Spectra (…, bins) to z (…, latent) and back. A spectrum is √(|X| / ‖X‖), see sounds.py."""

    def __init__(self, encoder, decoder, metadata=None):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.metadata = metadata or {}

    @classmethod
    def new(cls, latent, bins, hidden):
        """A space to be trained: weights of variance 1 / inputs, no biases. `hidden` are the decoder's widths."""
        encoder = Encoder(trunk(bins, hidden[::-1]), nn.Linear(hidden[0], latent), nn.Linear(hidden[0], latent))
        decoder = nn.Sequential(*trunk(latent, hidden), nn.Linear(hidden[-1], bins), nn.Softplus())
        space = cls(encoder, decoder)
        for module in space.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=module.in_features ** -0.5)
                nn.init.zeros_(module.bias)
        return space

    @classmethod
    def load(cls, path):
        """Reads a file; its tensors tell the layers."""
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}
        if metadata.get("format") != "aego-space-1":
            raise ValueError(f"{path}: not a latent space of the format aego-space-1")
        heads = [linear(tensors[f"encoder.{head}.weight"]) for head in ("mean", "logvar")]
        encoder = Encoder([*modules(tensors, "encoder"), nn.SiLU()], *heads)
        decoder = nn.Sequential(*modules(tensors, "decoder"), nn.Softplus())
        space = cls(encoder, decoder, metadata)
        space.load_state_dict(tensors)
        return space.eval()

    def save(self, path, half=True):
        """Writes a file that `aego` plays. It gets its name when it is whole."""
        kind = torch.float16 if half else torch.float32
        tensors = {name: tensor.detach().to(kind).contiguous() for name, tensor in self.state_dict().items()}
        save_file(tensors, path + ".part", metadata=self.metadata)
        os.replace(path + ".part", path)

    def numbers(self, key):
        """A list in the metadata, such as `home`."""
        return torch.tensor([float(number) for number in self.metadata[key].split(",")])

    @torch.no_grad()
    def decode(self, position):
        """The spectra of positions, 0...1 on each axis: z = home + (2p - 1) · range."""
        return self.decoder(self.numbers("home") + (2 * position - 1) * self.numbers("range"))

    @torch.no_grad()
    def encode(self, spectrum):
        """The positions of spectra."""
        mean, _ = self.encoder(spectrum)
        return ((mean - self.numbers("home")) / self.numbers("range") + 1) / 2


def trunk(inputs, widths):
    """Linear, LayerNorm, SiLU, and again."""
    for width in widths:
        yield from (nn.Linear(inputs, width), nn.LayerNorm(width), nn.SiLU())
        inputs = width


def linear(weight):
    outputs, inputs = weight.shape
    return nn.Linear(inputs, outputs)


def modules(tensors, prefix):
    """The numbered modules of a network: a matrix is a Linear's, a vector a LayerNorm's, a gap is a SiLU."""
    names = [name.split(".") for name in tensors]
    numbers = {int(parts[1]) for parts in names if parts[0] == prefix and parts[1].isdigit()}
    for number in range(max(numbers) + 1):
        weight = tensors.get(f"{prefix}.{number}.weight")
        if weight is None:
            yield nn.SiLU()
        else:
            yield linear(weight) if weight.dim() == 2 else nn.LayerNorm(len(weight))


def main():
    parser = argparse.ArgumentParser(description="Decodes and encodes with a latent space of ægo.")
    commands = parser.add_subparsers(dest="command", required=True)
    decode = commands.add_parser("decode", help="print the spectrum of each position")
    decode.add_argument("space")
    decode.add_argument("position", nargs="+", help="a number of 0 to 1 for each axis, separated by commas")
    encode = commands.add_parser("encode", help="print the position of each frame of a sound")
    encode.add_argument("space")
    encode.add_argument("sound")
    options = parser.parse_args()
    space = Space.load(options.space)
    if options.command == "decode":
        positions = [[float(number) for number in text.split(",")] for text in options.position]
        axes = len(space.numbers("home"))
        if any(len(position) != axes for position in positions):
            parser.error(f"a position in this space has {axes} numbers, one for each axis")
        positions = torch.tensor(positions)
        result = space.decode(positions)
    else:
        import sounds

        analysis = sounds.Analysis(**{key: int(space.metadata[key]) for key in ("rate", "window", "hop", "bins")})
        result = space.encode(torch.from_numpy(np.concatenate(
            [x for x, _ in analysis.frames(sounds.read(options.sound, analysis.rate))])))
    json.dump(result.tolist(), sys.stdout)
    print()


if __name__ == "__main__":
    main()
