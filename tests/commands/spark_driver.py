"""`assist`, on a Spark whose executors meet with mishaps: called by the tests in a process of its own.

    python spark_driver.py FOLDER MISHAP,MISHAP… ARGUMENTS…

`killed`: the first range that is begun takes its executor with it. `failed`: the range that begins with the lowest key
fails twice. In FOLDER a file is left for each mishap that happened.
"""

import os
import signal
import sys
from pathlib import Path

from assist_cli.commands import main
from assist_cli.engines.spark import walking


class Unlucky:
    """Work on a range, after what befalls it; executors know this class by its code."""

    def __init__(self, work, folder, mishaps):
        self.work, self.folder, self.mishaps = work, folder, mishaps

    def __call__(self, part):
        if "killed" in self.mishaps and self.happens("killed"):
            daemon = os.getppid()
            executor = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
            os.kill(executor, signal.SIGKILL)
        if "failed" in self.mishaps and part[0] is None:
            for mishap in ("failed once", "failed twice"):
                if self.happens(mishap):
                    raise RuntimeError(mishap)
        return self.work(part)

    def happens(self, mishap):
        """Once in all processes together."""
        try:
            os.close(os.open(self.folder / mishap, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True


def unlucky(folder, mishaps):
    walk = walking.walk
    walking.walk = lambda settings, work, ranges, step: walk(
        settings, Unlucky(work, folder, mishaps), ranges, step
    )


if __name__ == "__main__":
    unlucky(Path(sys.argv[1]), sys.argv[2].split(","))
    sys.exit(main(sys.argv[3:]))
