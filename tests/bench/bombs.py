"""Set off every bomb at its full size, one process each: seconds of processor time and peak memory.

Run as ``python tests/bench/bombs.py [NAME…]``; 2 GB of disk are needed. Fails where one takes longer
than 2 seconds or more than 200 MB, ends otherwise than with refusal, or says more than one line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from bombs_made import BOMBS  # noqa: E402

SECONDS, MEGABYTES, REFUSED = 2.0, 200, 3
RUN = """
import resource, sys, cli
code = cli.run(["clean", sys.argv[1]])
used = resource.getrusage(resource.RUSAGE_SELF)
(peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, used.ru_utime + used.ru_stime, int(peak) // 1024)
"""


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or BOMBS:
            make, _, size = BOMBS[name]
            path = Path(folder, name)
            make(path, size)
            ran = subprocess.run(
                [sys.executable, "-c", RUN, path],
                capture_output=True,
                check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT), "ARCHIVE_HOME": folder},
            )
            code, seconds, megabytes = ran.stdout.decode().split()[-3:]
            said = ran.stderr.decode().replace(folder, "")
            is_fine = (
                int(code) == REFUSED
                and float(seconds) <= SECONDS
                and int(megabytes) <= MEGABYTES
                and said.count("\n") == 1
            )
            failed += not is_fine
            print(
                f"{name:16} {float(seconds):4.1f} s {megabytes:>4} MB  {'' if is_fine else 'FAILED '}{said}",
                end="",
            )
            path.unlink()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
