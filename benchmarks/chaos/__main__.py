"""A thousand times kill -9 over ten thousand operations, the disk full and the database locked in between.

uv run python -m benchmarks.chaos [--operations 10000] [--kills 1000] [--seed 1] [--postgresql | --database URL]

On SQLite one process is bot and worker, as app.py run is; on PostgreSQL there are two bots and two workers.
--postgresql starts a server of its own, with the database on a small file system where one may be mounted; the database
behind --database is an empty one of a server that runs, which refuses writes when its "disk is full".
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.chaos.run import on_postgresql, on_sqlite, run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="a server of its own")
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL")
    parser.add_argument("--lifted", action="store_true", help="without Teams' limit of 50 a second")
    parser.add_argument("--log", type=Path, default=None, help="a file for what the processes log")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="koers-chaos-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        log = options.log or place / "log"
        shared = options.postgresql or options.database
        with on_postgresql(place, options.database) if shared else on_sqlite(place) as (url, disk):
            result = asyncio.run(
                run(url, disk, place, log, options.operations, options.kills, options.seed, lifted=options.lifted)
            )
    print(result.table())
    return 0 if result.sound else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
