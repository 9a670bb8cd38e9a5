#!/usr/bin/env python3
"""Documents with right and wrong output, and what docs_commands says of them."""
import importlib.machinery
import importlib.util
import pathlib
import unittest

PATH = str(pathlib.Path(__file__).with_name("docs_commands"))
LOADER = importlib.machinery.SourceFileLoader("docs_commands", PATH)
LOADER_SPEC = importlib.util.spec_from_loader("docs_commands", LOADER)
docs_commands = importlib.util.module_from_spec(LOADER_SPEC)
LOADER.exec_module(docs_commands)


def check(*lines, kind="console"):
    text = "\n".join(["before", f"```{kind}", *lines, "```", "after"])
    return docs_commands.check_document("d.md", text)


class DocsCommandsTest(unittest.TestCase):
    def assert_good(self, count, *lines, kind="console"):
        self.assertEqual(check(*lines, kind=kind), (count, []))

    def assert_bad(self, part, *lines):
        _, problems = check(*lines)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(part, problems[0])

    def test_what_passes(self):
        self.assert_good(1, "$ echo a", "a")
        self.assert_good(1, "$ echo a")
        self.assert_good(2, "$ echo a", "a", "$ echo b", "b")
        self.assert_good(1, "$ printf 'a\\nb\\nc\\n'", "a", "…", "c")
        self.assert_good(1, "$ echo took 12 ms", "took … ms")
        self.assert_good(1, "$ false # exit 1")
        self.assert_good(1, "$ echo a \\", "    b", "a b")
        self.assert_good(0, "$ false", kind="console no-run")
        self.assert_good(0, "$ false", kind="bash")

    def test_what_fails(self):
        self.assert_bad("d.md:3: 'echo a' prints something else", "$ echo a", "b")
        self.assert_bad("prints something else", "$ printf 'a\\nb\\n'", "a")
        self.assert_bad("prints something else", "$ echo axb", "a.b")
        self.assert_bad("expected exit code 0, found 1", "$ false")
        self.assert_bad("expected exit code 1, found 0", "$ true # exit 1")
        self.assert_bad("d.md:5: ", "$ echo a", "a", "$ echo b", "c")

    def test_shown_files(self):
        def told(*lines, kind):
            return check(*lines, kind=kind)[1]

        self.assertEqual(told("x", kind="json"), [])
        self.assertEqual(told("  \"version\": 4,", kind="json ./CMakePresets.json"), [])
        self.assertEqual(told("\"version\": 4,", kind="json ./CMakePresets.json"),
                         ["d.md:2: './CMakePresets.json' has other lines than shown"])
        self.assertEqual(told("x", kind="json docs/none.json"),
                         ["d.md:2: 'docs/none.json' is shown and does not exist"])

    def test_written_files(self):
        text = "\n".join(["```text > build/docs_selftest/a.txt", "a", "b", "```",
                          "```console", "$ cat build/docs_selftest/a.txt", "a", "b", "```",
                          "```text > build/docs_selftest/a.txt", "c", "```",
                          "```console", "$ cat build/docs_selftest/a.txt", "c", "```"])
        self.assertEqual(docs_commands.check_document("d.md", text), (2, []))
        self.assertEqual(check("x", kind="json > docs/a.json")[1],
                         ["d.md:2: 'docs/a.json' is not in build/, nothing else is written"])

    def test_commands_run_in_the_root(self):
        self.assert_good(1, "$ ls CMakeLists.txt", "CMakeLists.txt")


if __name__ == "__main__":
    unittest.main()
