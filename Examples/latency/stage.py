"""A private PulseAudio server with one null sink, which runs at a real clock, a recorder of what it plays,
and the options that the measurements with them share."""
import argparse
import os
import subprocess
import threading
import time

import numpy

RATE = 48000
HERE = os.path.dirname(os.path.abspath(__file__))


def arguments(description):
    """A parser of the options that every measurement has: the program and its queue."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--aego", default=os.path.join(HERE, "../../.build/release/aego"))
    parser.add_argument("--buffer", default="43ms")
    return parser


class Stage:
    """The server; it lives in a folder of its own and disturbs no other."""

    def __init__(self, folder):
        self.socket = os.path.join(folder, "socket")
        self.environment = dict(os.environ, PULSE_SERVER="unix:" + self.socket, PULSE_RUNTIME_PATH=folder)
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--log-level=error",
             "-L", "module-native-protocol-unix socket=%s auth-anonymous=1" % self.socket,
             "-L", "module-null-sink sink_name=stage rate=%d format=float32le" % RATE],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(self.socket):
            if self.process.poll() is not None:
                raise SystemExit("pulseaudio does not run here")
            time.sleep(0.01)

    def latency(self):
        """The sink's own latency as it is set, in seconds."""
        text = subprocess.run(["pactl", "list", "sinks"], env=dict(self.environment, LC_ALL="C"), text=True,
                              capture_output=True, check=True).stdout
        return float(text.split("configured ")[1].split(" usec")[0]) * 1e-6

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Recorder(threading.Thread):
    """Records the sink's monitor and notes when each chunk came."""

    def __init__(self, stage):
        super().__init__(daemon=True)
        self.process = subprocess.Popen(
            ["parec", "-d", "stage.monitor", "--raw", "--format=float32le", "--channels=2", "--rate=%d" % RATE,
             "--latency-msec=2"], env=stage.environment, stdout=subprocess.PIPE, bufsize=0)
        self.chunks, self.times, self.ends, self.bytes = [], [], [], 0
        self.start()

    def run(self):
        while chunk := os.read(self.process.stdout.fileno(), 1 << 16):
            self.times.append(time.monotonic())
            self.chunks.append(chunk)
            self.bytes += len(chunk)
            self.ends.append(self.bytes // 8)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.join()

    def sound(self):
        """Frames of two channels."""
        return numpy.frombuffer(b"".join(self.chunks)[: self.bytes // 8 * 8], "<f4").reshape(-1, 2).astype(float)

    def arrival(self):
        """When a frame came: a function of its number. A chunk comes with its last frame or later, so the line lies
        below all arrivals: through the earliest of the first third and the earliest of the last."""
        ends, times = numpy.array(self.ends, float), numpy.array(self.times)
        late = times - ends / RATE
        third = len(late) // 3
        first, last = numpy.argmin(late[:third]), 2 * third + numpy.argmin(late[2 * third :])
        slope = (late[last] - late[first]) / (ends[last] - ends[first])
        return lambda frame: late[first] + slope * (frame - ends[first]) + frame / RATE
