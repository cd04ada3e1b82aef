"""The model's own process, which :mod:`contentlib.models.bulk_embedding` starts, asks and ends."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from contentlib.models.bulk_embedding import ANSWER_SECONDS
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_fastest


def main() -> None:
    """Load the model and serve every connection in a thread of its own, until the other side closes them."""
    descriptors, folder, name, precision = json.loads(sys.argv[1])
    embedder = open_fastest(Path(folder), name, lanes=len(descriptors), precision=precision)
    lanes = [threading.Thread(target=_serve, args=(Connection(one), embedder), daemon=True) for one in descriptors]
    for lane in lanes:
        lane.start()
    lanes[0].join()
    # Not the usual way out, on which the runtime's threads would be waited for.
    os._exit(0)


def _serve(connection: Connection, embedder: Embedder) -> None:
    try:
        connection.send_bytes(type(embedder).__name__.encode())
        while True:
            texts = json.loads(connection.recv_bytes())
            # Needs no interpreter: should the runtime hang and nobody be left to end this process, it ends.
            faulthandler.dump_traceback_later(2 * ANSWER_SECONDS, exit=True)
            connection.send_bytes(embedder.embed(texts).tobytes())
            faulthandler.cancel_dump_traceback_later()
    except BaseException:  # noqa: BLE001  the other side sees that the connection ended, and goes on by itself
        os._exit(1)


if __name__ == "__main__":
    main()
