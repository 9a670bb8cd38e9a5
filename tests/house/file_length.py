#!/usr/bin/env python3
"""Fails on a source file above 500 lines that has no reason in long_files.txt.

A line of long_files.txt is a path, a space and the reason. A reason for a file that is gone or short
again is an error too, so the list never outlives its cause.
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIMIT = 500
FOLDERS = ("engine", "cli", "wasm", "tests", "tools", "web")
SUFFIXES = {".h", ".cc", ".inc", ".py", ".ts", ".mjs", ".js", ".cmake", ".sh", ".css", ".html"}
GENERATED = {"node_modules", "dist", "build"}


def source_files(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root).parts
            is_source = path.suffix in SUFFIXES or (folder == "tools" and path.suffix == "")
            if path.is_file() and is_source and not GENERATED.intersection(inside):
                yield path


def read_reasons(path):
    reasons = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            reasons[name] = reason.strip()
    return reasons


def check(root, reasons):
    problems = [f"{name}: expected a reason after the path" for name, r in reasons.items() if not r]
    unused = set(reasons)
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        lines = path.read_bytes().count(b"\n")
        if lines > LIMIT and name not in reasons:
            problems.append(f"{name}: expected at most {LIMIT} lines or a reason in "
                            f"tests/house/long_files.txt, found {lines}")
        if lines > LIMIT:
            unused.discard(name)
    problems += [f"{name}: stands in long_files.txt and is not above {LIMIT} lines"
                 for name in sorted(unused)]
    return problems


if __name__ == "__main__":
    found = check(ROOT, read_reasons(ROOT / "tests/house/long_files.txt"))
    print("\n".join(found) if found else f"file_length: no file above {LIMIT} lines without a reason")
    sys.exit(1 if found else 0)
