"""`python -m assist_cli.synth [DIR]`: write the sample again (to `sample_data` unless told otherwise)."""

import sys
from pathlib import Path

from assist_cli.synth.sample import write_sample

if __name__ == "__main__":
    write_sample(Path(*sys.argv[1:2] or ["sample_data"]))
