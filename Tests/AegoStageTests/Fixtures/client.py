"""A page in place of a browser's, by another implementation of the protocol: connects, sends what it is told, and prints
what comes, a line of JSON each; of a frame its head and where it is brightest.

    client.py URL SECONDS [--send JSON]... [--origin ORIGIN] [--until TYPE]
"""

import argparse
import asyncio
import json
import struct
import sys

import websockets


def frame(data):
    version, flags, bands, hop, time, gain, reward, left, right = struct.unpack_from("<BBHIdffff", data)
    body = data[32:]
    assert len(body) == bands, (len(body), bands)
    finite = lambda x: x if x == x else None
    return {
        "type": "frame", "version": version, "flags": flags, "hop": hop, "time": time, "gain": gain, "reward": reward,
        "left": finite(left), "right": finite(right), "bytes": list(body), "size": len(data),
    }


async def main(options):
    headers = {"Origin": options.origin} if options.origin else {}
    try:
        connection = await websockets.connect(options.url, extra_headers=headers, max_size=None)
    except websockets.InvalidStatusCode as refusal:
        print(json.dumps({"type": "refused", "status": refusal.status_code}))
        return
    for text in options.send:
        await connection.send(text)
    end = asyncio.get_running_loop().time() + options.seconds
    while (left := end - asyncio.get_running_loop().time()) > 0:
        try:
            data = await asyncio.wait_for(connection.recv(), left)
        except asyncio.TimeoutError:
            break
        except websockets.ConnectionClosed as closed:
            print(json.dumps({"type": "closed", "code": closed.code}))
            return
        message = json.loads(data) if isinstance(data, str) else frame(data)
        print(json.dumps(message), flush=True)
        if options.until and options.until in json.dumps(message):
            break
    await connection.close()


parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("seconds", type=float)
parser.add_argument("--send", action="append", default=[])
parser.add_argument("--origin")
parser.add_argument("--until")
sys.exit(asyncio.run(main(parser.parse_args())))
