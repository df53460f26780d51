"""Where in z a space can be played: home in the middle, and how far each axis reaches to either side."""
import fnmatch

import torch

import processes
from dataset import Unusable
from sounds import thinned


def box(space, data, pattern=None):
    """Home's z, the half-width of each axis, and the sound in which home was found; the same on all processes."""
    with torch.no_grad():
        encodings = torch.cat(processes.gather(space.encoder(data.training)[0]))
        middle, half = spread(encodings)
        frames, places = candidates(data, pattern)
        # How far from the middle a candidate lies: the largest part of a half-width on any axis.
        far = ((space.encoder(frames)[0] - middle).abs() / half).amax(1)
        order = far.argsort(stable=True)
        near = order[:max(int((far <= 0.5).sum()), (len(order) + 9) // 10)]
        near = torch.from_numpy(thinned(near.numpy(), 1500))
        home = near[torch.cdist(frames[near], frames[near]).sum(1).argmin()]
        return space.encoder(frames[home:home + 1])[0][0], half, places[home]


def spread(encodings):
    """The middle and the half-width of the middle 90 % on each axis."""
    ordered, count = encodings.sort(0).values, len(encodings)
    low, high = ordered[count * 5 // 100], ordered[min(count - 1, count * 95 // 100)]
    return (low + high) / 2, ((high - low) / 2).clamp(min=0.05)


def candidates(data, pattern):
    """The steady frames among which home is chosen, and their places: those whose next frame differs less than half
    of all do, in training files, or in files held out if only these match the pattern."""
    matching = [name for name in data.files if fnmatch.fnmatchcase(name, pattern or "*")]
    if not matching:
        raise Unusable(f"{data.folder}: no sound in it that was read matches {pattern}, which should be home")
    names = [name for name in matching if name not in data.held_out] or matching
    places = [(name, index) for name in names if name in data.own for index in range(len(data.own[name]) - 1)]
    changes = [(data.own[name][1:] - data.own[name][:-1]).square().sum(1) for name in names if name in data.own]
    changes = torch.cat([torch.zeros(0)] + changes)
    median = changes.sort().values[len(changes) // 2] if len(changes) else 0
    steady = [place for place, change in zip(places, changes.tolist()) if change <= median]
    if not any(processes.gather(len(steady))):  # sounds of a single frame
        steady = [(name, 0) for name in names if name in data.own]
    kept = [steady[index] for index in thinned(torch.arange(len(steady)).numpy(), 6000 // processes.COUNT)]
    own = torch.stack([data.own[name][index] for name, index in kept]) if kept else data.joined([])
    everywhere = processes.gather((own, [f"{name}, frame {index}" for name, index in kept]))
    return torch.cat([frames for frames, _ in everywhere]), [place for _, places in everywhere for place in places]
