"""`python -m assist_cli` is `assist`."""

import sys

from assist_cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
