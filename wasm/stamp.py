#!/usr/bin/env python3
"""Ends the module with a section `stet.build` that has its SHA-256.

A snapshot of a module's memory is good for the very same module only; the section tells without
hashing it again, also of a module that was compiled while it was loading.
"""
import hashlib
import sys

NAME = b"stet.build"


def main(path: str) -> None:
    with open(path, "rb") as file:
        module = file.read()
    content = bytes([len(NAME)]) + NAME + hashlib.sha256(module).digest()
    with open(path, "ab") as file:
        file.write(bytes([0, len(content)]) + content)  # both below 128: one byte of LEB128


if __name__ == "__main__":
    main(sys.argv[1])
