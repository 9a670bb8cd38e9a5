#!/usr/bin/env python3
"""Plants one violation at a time in a small tree and expects layers.py to tell exactly that."""
import pathlib
import tempfile
import unittest

import layers

CLEAN = {
    "engine/base/span.h": "#include <cstdint>\n",
    "engine/cel/lexer.h": '#include "engine/base/span.h"\n',
    "engine/text/tokens.h": '#include <re2/re2.h>\n#include "engine/base/span.h"\n',
    "engine/formats/reader.cc": '#include <simdjson.h>\n#include "engine/text/tokens.h"\n',
    "engine/scores/impact.h": '#include "engine/base/span.h"\n',
    "engine/scores/sentiment.h": '#include "engine/base/span.h"\n',
    "engine/scores/scores.h": '#include "engine/scores/impact.h"\n#include "engine/scores/sentiment.h"\n',
    "engine/upkeep/verify.h": '#include "engine/scores/scores.h"\n',
    "cli/main.cc": '#include <CLI/CLI.hpp>\n#include <thread>\n#include "engine/scores/scores.h"\n',
}

# name, planted file, its text, what is told
PLANTED = [
    ("upward", "engine/base/up.h", '\n#include "engine/gate/gate.h"\n',
     'engine/base/up.h:2: base may not include gate ("engine/gate/gate.h")'),
    ("sideways", "engine/cel/side.h", '#include "engine/text/tokens.h"\n',
     'engine/cel/side.h:1: cel may not include text ("engine/text/tokens.h")'),
    ("engine sees the command line", "engine/report/r.cc", '#include "cli/main.cc"\n',
     'engine/report/r.cc:1: report may not include cli ("cli/main.cc")'),
    ("the module of reporters sees upkeep", "wasm/abi.cc", '#include "engine/upkeep/verify.h"\n',
     'wasm/abi.cc:1: wasm may not include upkeep ("engine/upkeep/verify.h")'),
    ("edges see each other", "wasm/abi.cc", '#include "cli/main.cc"\n',
     'wasm/abi.cc:1: wasm may not include cli ("cli/main.cc")'),
    ("unknown folder", "engine/misc/a.h", "",
     "engine/misc/a.h:1: unknown folder; a new one needs a place in tests/house/layers.py"),
    ("folder in a folder", "engine/cel/deep/a.h", "",
     "engine/cel/deep/a.h:1: unknown folder; a new one needs a place in tests/house/layers.py"),
    ("relative path", "engine/cel/a.cc", '#include "lexer.h"\n',
     'engine/cel/a.cc:1: expected a path from the root of the project, found "lexer.h"'),
    ("own file in brackets", "engine/cel/a.cc", "#include <engine/cel/lexer.h>\n",
     "engine/cel/a.cc:1: our own files are included in quotes, found <engine/cel/lexer.h>"),
    ("files in the engine", "engine/gate/gate.h", "#include <fstream>\n",
     "engine/gate/gate.h:1: the engine may not include <fstream>"),
    ("library in the wrong module", "engine/gate/gate.h", "#include <simdjson.h>\n",
     "engine/gate/gate.h:1: gate may not include <simdjson.h>"),
    ("unknown library", "engine/base/b.h", "#include <boost/any.hpp>\n",
     "engine/base/b.h:1: base may not include <boost/any.hpp>"),
    ("score sees score", "engine/scores/impact.cc", '#include "engine/scores/sentiment.h"\n',
     "engine/scores/impact.cc:1: the score impact may not include engine/scores/sentiment.h"),
    ("score sees score through a third", "engine/scores/confidence.h",
     '#include "engine/scores/scores.h"\n',
     "engine/scores/confidence.h:1: the score confidence may not include engine/scores/impact.h"),
]


def check_tree(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return layers.check(root)


class LayersTest(unittest.TestCase):
    def test_clean_tree_is_silent(self):
        self.assertEqual(check_tree(CLEAN), [])

    def test_every_planted_violation_is_told(self):
        for name, path, text, expected in PLANTED:
            with self.subTest(name):
                files = dict(CLEAN, **{"engine/gate/gate.h": ""})
                files[path] = text
                self.assertIn(expected, check_tree(files))

    def test_circle_is_told_once(self):
        files = dict(CLEAN, **{
            "engine/cel/a.h": '#include "engine/cel/b.h"\n',
            "engine/cel/b.h": '#include "engine/cel/a.h"\n',
        })
        self.assertEqual(check_tree(files), [
            "engine/cel/b.h:1: includes itself in a circle: "
            "engine/cel/a.h → engine/cel/b.h → engine/cel/a.h"])

    def test_empty_tree_is_no_success(self):
        self.assertEqual(len(check_tree({"engine/readme.txt": ""})), 1)


if __name__ == "__main__":
    unittest.main()
