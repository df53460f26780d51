"""What the processes of one training say to each other; alone, a process speaks to itself."""
import os

import torch
from torch import distributed

COUNT = int(os.environ.get("WORLD_SIZE", "1"))  # set by torchrun
RANK = int(os.environ.get("RANK", "0"))
IS_FIRST = RANK == 0


def join():
    """Meets the other processes."""
    if COUNT > 1:
        distributed.init_process_group("gloo")


def gather(thing):
    """What each process has, in the order of their ranks, on every one of them."""
    if COUNT == 1:
        return [thing]
    things = [None] * COUNT
    distributed.all_gather_object(things, thing)
    return things


def total(numbers):
    """The sum over the processes of a few numbers, as float64."""
    numbers = torch.as_tensor(numbers, dtype=torch.float64)
    if COUNT > 1:
        distributed.all_reduce(numbers)
    return numbers


def together(module):
    """A module whose gradients are the mean over the processes."""
    return torch.nn.parallel.DistributedDataParallel(module) if COUNT > 1 else module
