#!/usr/bin/env python3
"""Fails on an #include against the arrows of docs/architecture.md.

    layers.py ROOT      checks engine/, cli/ and wasm/ below ROOT

Checked: a module includes only what stands below it; no file includes itself in a circle; every
folder is known; the three scores stay independent; libraries and parts of the standard library stay
where they belong (the engine has no files, clocks, threads or locales). Each finding is one line,
"file:line: what". Tested by layers_selftest.py with planted violations.
"""
import pathlib
import re
import sys

# A module may include itself and these. The order is the order of the build.
MODULES = {
    "base": [],
    "cel": ["base"],
    "cel_json": ["base", "cel"],
    "text": ["base"],
    "quantities": ["base", "text"],
    "formats": ["base", "cel", "text"],
    "methodology": ["base", "cel", "text", "formats"],
    "evidence": ["base", "cel", "text", "quantities", "formats", "methodology"],
    "scores": ["base", "cel", "text", "quantities", "formats", "methodology", "evidence"],
    "gate": ["base", "cel", "text", "quantities", "formats", "methodology", "evidence", "scores"],
    "report": ["base", "cel", "text", "quantities", "formats", "methodology", "evidence", "scores", "gate"],
    "upkeep": ["base", "cel", "text", "quantities", "formats", "methodology", "evidence", "scores",
               "gate", "report"],
    "assist": ["base", "cel", "text", "quantities", "formats", "methodology", "evidence", "scores",
               "gate", "report", "upkeep"],
}
EDGES = ["cli", "wasm"]
# Each WebAssembly module is its own edge: reporters do not load what maintainers need.
REPORTERS = [module for module in MODULES if module not in ("upkeep", "assist")]
WASM = {"wasm": [*REPORTERS, "wasm"], "wasm/small": [*REPORTERS, "wasm/small"],
        "wasm/upkeep": [*REPORTERS, "upkeep", "wasm", "wasm/upkeep"]}

# Libraries that only some may include; a library that is not listed is nobody's.
LIBRARIES = {
    "tl/": [*MODULES, *EDGES],
    "nlohmann/": ["base", "cel_json", "formats", "methodology", "report", *EDGES],
    "re2/": ["cel", "text", "methodology"],
    "simdjson.h": ["formats"],
    "yaml.h": ["formats", "methodology"],
    "md4c.h": ["formats"],
    "CLI/": ["cli"],
    "httplib.h": ["cli"],
}

# What the engine and the module never touch: input and output, time, threads, locales, randomness.
FORBIDDEN_IN_ENGINE = {
    "chrono", "condition_variable", "ctime", "filesystem", "fstream", "future", "iomanip", "iostream",
    "istream", "locale", "mutex", "ostream", "random", "regex", "shared_mutex", "sstream", "stdexcept",
    "stop_token", "strstream", "syncstream", "thread", "time.h", "unistd.h",
}

SCORES = ["sentiment", "impact", "confidence"]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(path):
    """'engine/cel/lexer.h' → 'cel', 'cli/main.cc' → 'cli', anything else → None."""
    parts = path.split("/")
    if parts[0] == "engine" and len(parts) == 3 and parts[1] in MODULES:
        return parts[1]
    folder = "/".join(parts[:-1])
    if folder in EDGES or folder in WASM:
        return folder
    return None


def read_includes(root):
    """{path: [(line, is_quoted, name)]} of all C++ files below engine/, cli/ and wasm/."""
    files = {}
    for folder in ["engine", *EDGES]:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".h", ".cc", ".inc"):
                continue
            found = []
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
                match = INCLUDE.match(text)
                if match:
                    found.append((number, match[1] == '"', match[2]))
            files[path.relative_to(root).as_posix()] = found
    return files


def allowed_modules(module):
    if module in WASM:
        return WASM[module]
    return [*MODULES, module] if module in EDGES else [*MODULES[module], module]


def check_own(path, module, line, name, files):
    """An include in quotes: one of our own files."""
    if name not in files:
        yield f"{path}:{line}: expected a path from the root of the project, found \"{name}\""
        return
    target = module_of(name)
    if target is not None and target not in allowed_modules(module):
        yield f"{path}:{line}: {module} may not include {target} (\"{name}\")"


def check_foreign(path, module, line, name):
    """An include in angle brackets: a library or the standard library."""
    if module in MODULES and name in FORBIDDEN_IN_ENGINE:
        yield f"{path}:{line}: the engine may not include <{name}>"
    if name.startswith(("engine/", "cli/", "wasm/", "tests/")):
        yield f"{path}:{line}: our own files are included in quotes, found <{name}>"
    elif module != "cli" and ("/" in name or name in LIBRARIES):
        owners = [o for library, o in LIBRARIES.items()
                  if name == library or (library.endswith("/") and name.startswith(library))]
        if not any(module in o for o in owners):
            yield f"{path}:{line}: {module} may not include <{name}>"


def find_cycles(graph):
    """Each circle once, named by the edge that closes it."""
    state = {}
    for start in sorted(graph):
        if start in state:
            continue
        state[start] = "open"
        stack = [(start, iter(graph[start]))]
        while stack:
            node, successors = stack[-1]
            nxt = next(successors, None)
            if nxt is None:
                state[node] = "done"
                stack.pop()
            elif state.get(nxt) == "open":
                names = [entry[0] for entry in stack]
                circle = names[names.index(nxt):] + [nxt]
                yield f"{node}:1: includes itself in a circle: {' → '.join(circle)}"
            elif nxt not in state:
                state[nxt] = "open"
                stack.append((nxt, iter(graph[nxt])))


def reachable(graph, start):
    seen, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(graph[node])
    return seen


def check_scores(graph):
    """What computes one score may not see another, not even through a third file."""
    for path in sorted(graph):
        stem = path.rsplit("/", 1)[-1]
        own = next((s for s in SCORES if path.startswith("engine/scores/") and stem.startswith(s)), None)
        if own is None:
            continue
        for seen in sorted(reachable(graph, path)):
            other = seen.rsplit("/", 1)[-1]
            if seen.startswith("engine/scores/") and any(other.startswith(s) for s in SCORES if s != own):
                yield f"{path}:1: the score {own} may not include {seen}"


def check(root):
    """All violations below `root`, as lines."""
    root = pathlib.Path(root)
    files = read_includes(root)
    if not any(path.startswith("engine/") for path in files):
        return [f"{root}: expected C++ files below engine/, found none"]
    problems = []
    graph = {path: [name for _, quoted, name in includes if quoted and name in files]
             for path, includes in files.items()}
    for path, includes in files.items():
        module = module_of(path)
        if module is None:
            problems.append(f"{path}:1: unknown folder; a new one needs a place in tests/house/layers.py")
            continue
        for line, quoted, name in includes:
            problems += check_own(path, module, line, name, files) if quoted else \
                check_foreign(path, module, line, name)
    problems += find_cycles(graph)
    problems += check_scores(graph)
    return problems


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else ".")
    print("\n".join(found) if found else "layers: every include follows the arrows")
    sys.exit(1 if found else 0)
