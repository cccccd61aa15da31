# SPDX-License-Identifier: Apache-2.0
"""python -m foundation_emulator [--until-stdin-closes]: runs the emulator in the foreground.

FOUNDATION_EMULATOR_UNPATCHED, a comma-separated list of this package's modules or "all", leaves their
patches out: it exists to prove that a test notices.
"""
import importlib
import importlib.metadata
import os
import sys
import threading

from . import MINISTACK

PATCHES = ("iam", "sts", "kms", "dynamodb", "s3", "cognito", "cloudformation")


def refuse_other_versions():
    found = importlib.metadata.version("ministack")
    if found != MINISTACK:
        raise SystemExit(f"the patches are for ministack {MINISTACK}, found {found}")


def apply_patches():
    left_out = os.environ.get("FOUNDATION_EMULATOR_UNPATCHED", "").split(",")
    for name in PATCHES:
        if "all" not in left_out and name not in left_out:
            importlib.import_module(f"{__package__}.{name}").apply()


def end_with_stdin():
    """Whoever started this process holds the other end of stdin: when they die, so does it."""
    def wait():
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)
    threading.Thread(target=wait, daemon=True).start()


def main():
    refuse_other_versions()
    if "--until-stdin-closes" in sys.argv[1:]:
        sys.argv.remove("--until-stdin-closes")
        end_with_stdin()
    apply_patches()
    from ministack import app
    app.main()


main()
