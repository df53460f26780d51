"""Many pages that listen to a performance and ask for its past, as projections do, a third of them stalled, and what that
costs the program.

    crowd.py PORT PAGES SECONDS PID

Prints bytes a second to a page that reads, the processor's share of the program and of its stage's thread in per cent of
a core, and the program's memory before and after in kB.
"""

import os
import select
import socket
import sys
import time

REQUEST = (
    b"GET /live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
# A text as a page has to mask it; zeros leave it as it is.
ASKING = b'{"type":"earlier"}'
EARLIER = bytes([0x81, 0x80 | len(ASKING), 0, 0, 0, 0]) + ASKING
# What the stage's thread is known by.
NICENESS = 5


def threads(pid):
    """Seconds of the processor for each thread, and how nice it is."""
    seconds = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        fields = open(f"/proc/{pid}/task/{thread}/stat").read().rsplit(")", 1)[1].split()
        seconds[thread] = ((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(fields[16]))
    return seconds


def memory(pid, what="VmRSS"):
    return next(line.split()[1] for line in open(f"/proc/{pid}/status") if line.startswith(what))


def peak(pid):
    return memory(pid, "VmHWM")


port, count, seconds, pid = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
pages = []
for _ in range(count):
    page = socket.create_connection(("127.0.0.1", port))
    page.sendall(REQUEST)
    pages.append(page)
reading = [page for index, page in enumerate(pages) if count == 1 or index % 3]
select.select(reading, [], [], 5)
received, begin, before, first = 0, time.monotonic(), threads(pid), memory(pid)
for page in pages:
    page.sendall(EARLIER)
while time.monotonic() - begin < seconds:
    for page in select.select(reading, [], [], 0.1)[0]:
        received += len(page.recv(65536))
elapsed = time.monotonic() - begin
after = threads(pid)
spent = {thread: after[thread][0] - before.get(thread, (0, 0))[0] for thread in after}
stage = sum(spent[thread] for thread in spent if after[thread][1] == NICENESS)
print(
    f"{count} pages: {received / elapsed / len(reading):.0f} bytes/s each, program {100 * sum(spent.values()) / elapsed:.1f} %, "
    f"stage {100 * stage / elapsed:.1f} %, memory {first} to {memory(pid)} kB, at most {peak(pid)}"
)
