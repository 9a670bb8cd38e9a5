#!/usr/bin/env python3
"""Plants one wrong link or mention at a time in a small project and expects links.py to tell it."""
import pathlib
import tempfile
import unittest

import links

CLEAN = {
    "README.md": "# Name\n\n[guide](docs/guide.md#two-words) ![](docs/a.svg) [here](#name) "
                 "[site](https://site.example/x)\n",
    "docs/guide.md": "# Guide\n\n## Two words\n\n## Two words\n\n[second](#two-words-1), "
                     "`engine/base/span.h`, `engine/base/`\n",
    "docs/a.svg": "<svg/>",
    "docs/decisions/0001-why.md": "# Why\n\n[guide](../guide.md)\n",
    "engine/base/span.h": "// docs/guide.md, docs/decisions/0001\n",
}

# name, planted file, text that is added to it, what is told
PLANTED = [
    ("no such file", "README.md", "[x](docs/x.md)\n",
     "README.md:4: the link 'docs/x.md' leads to no file of the project"),
    ("no such image", "README.md", "![x](docs/x.svg)\n",
     "README.md:4: the link 'docs/x.svg' leads to no file of the project"),
    ("no such heading", "README.md", "[x](docs/guide.md#three)\n",
     "README.md:4: the link 'docs/guide.md#three' leads to no heading of that file"),
    ("no such heading here", "docs/guide.md", "[x](#name)\n",
     "docs/guide.md:8: the link '#name' leads to no heading of that file"),
    ("a third heading that is not there", "docs/guide.md", "[x](#two-words-2)\n",
     "docs/guide.md:8: the link '#two-words-2' leads to no heading of that file"),
    ("definition", "docs/guide.md", "\n[x]: ../nothing.md\n",
     "docs/guide.md:9: the link '../nothing.md' leads to no file of the project"),
    ("out of the project", "docs/guide.md", "[x](../../elsewhere)\n",
     "docs/guide.md:8: the link '../../elsewhere' leads to no file of the project"),
    ("absolute", "docs/guide.md", "[x](/docs/guide.md)\n",
     "docs/guide.md:8: expected a relative link, found '/docs/guide.md'"),
    ("file in code", "docs/guide.md", "`engine/base/gone.h`\n",
     "docs/guide.md:8: 'engine/base/gone.h' is named and does not exist"),
    ("document in a comment", "engine/base/span.h", "// docs/gone.md\n",
     "engine/base/span.h:2: 'docs/gone.md' is named and does not exist"),
    ("test in a comment", "engine/base/span.h", "// Tested in tests/base/gone_test.cc.\n",
     "engine/base/span.h:2: 'tests/base/gone_test.cc' is named and does not exist"),
    ("decision in a comment", "engine/base/span.h", "// docs/decisions/0002\n",
     "engine/base/span.h:2: 'docs/decisions/0002' is named and does not exist"),
]

SILENT = [
    ("in a fenced block", "README.md", "```\n[x](docs/x.md)\n```\n"),
    ("in code", "README.md", "`[x](docs/x.md)`\n"),
    ("a pattern of names", "README.md", "`tests/MODULE/*.cc`, `engine/NAME/`\n"),
    ("made by a build", "README.md", "`web/dist`\n"),
    ("heading with a link and code", "README.md", "## See [it](docs/guide.md) `a.b`\n\n[x](#see-it-ab)\n"),
]


def check_tree(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return links.check(root)[1]


class LinksTest(unittest.TestCase):
    def test_clean_tree_is_silent(self):
        self.assertEqual(check_tree(CLEAN), [])

    def test_every_planted_mistake_is_told(self):
        for name, path, text, expected in PLANTED:
            with self.subTest(name):
                self.assertEqual(check_tree(dict(CLEAN, **{path: CLEAN[path] + text})), [expected])

    def test_what_is_no_mistake(self):
        for name, path, text in SILENT:
            with self.subTest(name):
                self.assertEqual(check_tree(dict(CLEAN, **{path: CLEAN[path] + text})), [])


if __name__ == "__main__":
    unittest.main()
