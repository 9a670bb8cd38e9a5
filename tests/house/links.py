#!/usr/bin/env python3
"""Fails on a link in the documentation that leads nowhere, and on a mention of a document or of a
file of the project that does not exist.

    links.py [ROOT]

Checked: relative links and images of README.md, CHANGELOG.md and docs/**/*.md, with their anchors;
paths of the project in code marks (`engine/base/span.h`); documents and tests that sources name
("docs/building.md", "docs/decisions/0003", "tests/base/sort_test.cc"). Not checked: addresses of other sites, what a build
makes. Tested by links_selftest.py.
"""
import pathlib
import re
import sys
from urllib.parse import unquote

FOLDERS = ("engine", "cli", "wasm", "web", "rules", "tests", "tools", "docs")
MADE_BY_A_BUILD = ("web/dist", "web/node_modules", "tools/bench.d/node_modules")
SOURCES = {".h", ".cc", ".c", ".py", ".mjs", ".ts", ".cmake", ".txt", ".json", ".md", ""}

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]^]+\]:\s+<?(\S+?)>?$")
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.I)
PATH_IN_CODE = re.compile(rf"(?:{'|'.join(FOLDERS)})/[a-z0-9_./-]*")
NAMED = re.compile(r"\bdocs/(?:[\w-]+/)*(?:[\w-]+\.md\b|\d{4}\b)|\btests/(?:[\w-]+/)*\w+_test\.cc\b")


def prose(text):
    """[(line number, line)] of what stands outside fenced code."""
    lines, fence = [], None
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if fence is None and match:
            fence = match[1]
        elif fence is not None and match and match[1].startswith(fence):
            fence = None
        elif fence is None:
            lines.append((number, line))
    return lines


def anchor(heading, taken):
    """The anchor that a heading gets; the second of one name gets "-1", the third "-2"."""
    shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
    count = taken.get(name, 0)
    taken[name] = count + 1
    return f"{name}-{count}" if count else name


def anchors(text):
    taken, found = {}, set()
    for _, line in prose(text):
        match = HEADING.match(line)
        if match:
            found.add(anchor(match[1], taken))
    return found


def link_problem(root, document, target):
    """What is wrong with a link of `document`, or None."""
    if ELSEWHERE.match(target):
        return None
    path, _, fragment = unquote(target).partition("#")
    if path.startswith("/"):
        return f"expected a relative link, found '{target}'"
    file = (document.parent / path).resolve() if path else document
    if not file.exists() or root.resolve() not in [file.resolve(), *file.resolve().parents]:
        return f"the link '{target}' leads to no file of the project"
    if fragment and fragment not in anchors(file.read_text("utf-8")):
        return f"the link '{target}' leads to no heading of that file"
    return None


def mention_problem(root, path):
    if path.startswith(MADE_BY_A_BUILD) or (root / path).exists():
        return None
    return f"'{path}' is named and does not exist"


def check_document(root, document):
    problems = []
    for number, line in prose(document.read_text("utf-8")):
        bare = CODE.sub(lambda code: "`" * len(code[0]), line)
        targets = LINK.findall(bare) + DEFINITION.findall(bare)
        found = [link_problem(root, document, target) for target in targets]
        for _, code in CODE.findall(line):
            if PATH_IN_CODE.fullmatch(code):
                found.append(mention_problem(root, code))
        problems += [(document, number, problem) for problem in found if problem]
    return problems


def check_source(root, source):
    """Documents and tests that a source names, decisions also by their number."""
    problems = []
    for number, line in enumerate(source.read_text("utf-8", "replace").splitlines(), 1):
        for name in NAMED.findall(line):
            known = (root / name).exists() or name[-1].isdigit() and any(root.glob(name + "-*.md"))
            if not known:
                problems.append((source, number, f"'{name}' is named and does not exist"))
    return problems


def sources(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            made = str(path.relative_to(root)).startswith(MADE_BY_A_BUILD)
            planted = path.name == "links_selftest.py"
            if path.is_file() and path.suffix in SOURCES and not made and not planted:
                yield path


def check(root):
    """(number of documents, problems as texts) of the project at `root`."""
    documents = [root / "README.md", root / "CHANGELOG.md", *sorted((root / "docs").rglob("*.md"))]
    documents = [document for document in documents if document.exists()]
    problems = [problem for document in documents for problem in check_document(root, document)]
    problems += [problem for source in sources(root) if source not in documents
                 for problem in check_source(root, source)]
    return len(documents), [f"{path.relative_to(root)}:{number}: {text}"
                            for path, number, text in problems]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    root = root if root.is_dir() else root.parents[2]
    count, problems = check(root)
    for problem in problems:
        print(problem)
    print(f"links: {len(problems)} problems in {count} documents and what names them")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
