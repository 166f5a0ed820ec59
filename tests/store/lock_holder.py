"""`lock_holder.py STORE hold|try`: say whether the store could be taken; with `hold`, keep it until stdin ends."""

import sys
from pathlib import Path

from assist_cli.errors import BusyError
from assist_cli.store.lock import writing

try:
    with writing(Path(sys.argv[1]), "run 2024-06"):
        sys.stdout.write("taken\n")
        sys.stdout.flush()
        if sys.argv[2] == "hold":
            sys.stdin.read()
except BusyError as error:
    sys.stdout.write("busy\n")
    sys.exit(error.exit_code)
