#!/usr/bin/env python3
"""Fails on C++ files that clang-format would change; `format.py --fix` changes them.

The style is pinned to clang-format 14, Debian 12's: other versions lay out some things differently.
Where that version is not installed the test is skipped (exit code 77).
"""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VERSION = "14"
FOLDERS = ("engine", "cli", "wasm", "tests", "tools", "docs")


def find_clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        path = shutil.which(name)
        if path and f"version {VERSION}." in subprocess.run(
                [path, "--version"], capture_output=True, text=True, check=True).stdout:
            return path
    return None


def main():
    program = find_clang_format()
    if program is None:
        print(f"format: expected clang-format {VERSION}, found none; skipped")
        return 77
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    files = [str(path) for path in paths
             if path.suffix in (".h", ".cc") and "node_modules" not in path.parts]
    arguments = ["-i"] if "--fix" in sys.argv else ["--dry-run", "-Werror"]
    result = subprocess.run([program, *arguments, *files], capture_output=True, text=True)
    if result.returncode == 0:
        print(f"format: {len(files)} files are as clang-format wants them")
        return 0
    names = {line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line}
    for name in sorted(names):
        print(f"{pathlib.Path(name).relative_to(ROOT)}: not formatted (tools/lint --fix)")
    return 1


if __name__ == "__main__":
    sys.exit(main())
