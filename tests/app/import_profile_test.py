"""Profiles of Python's cProfile in the words of the stages. Arguments: the program, a data root."""
import cProfile
import json
import marshal
import pathlib
import subprocess
import sys

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main

IMITATION = pathlib.Path(__file__).resolve().parents[1] / "core/pstats/imitation/profile_run.py"
STEPS = 12


class ImportProfile(CommandLineCase):
    def imitation(self):
        """A profile of the imitated reference simulator, made now."""
        subprocess.run([sys.executable, "-B", IMITATION, self.folder, str(STEPS)], check=True, timeout=100)
        return self.folder / "marshal_4.stats", json.loads((self.folder / "expected.json").read_text())

    def read(self, *arguments):
        return json.loads(self.cli("import-profile", *arguments, "--json").stdout)

    def test_counts_and_shares(self):
        file, expected = self.imitation()
        told = self.read(file)
        self.assertEqual(told["steps"], STEPS)
        self.assertEqual(told["calls"], expected["profile"]["total_calls"])
        self.assertAlmostEqual(told["profiled_s"], expected["profile"]["total_s"], places=9)
        self.assertAlmostEqual(sum(told["own_s_by_part"].values()), told["profiled_s"], places=9)
        counts, truth = told["counts"], expected["truth"]
        self.assertEqual((counts["statements"], counts["connections"], counts["generator_rows"]),
                         (truth["statements"], truth["connections"], truth["rows"]))
        self.assertEqual(counts["generators"][0]["function"].split()[0], "execute_many")
        shown = [row for row in told["stages"] if row["stage"] not in ("step", "whole")]
        self.assertAlmostEqual(sum(row["share"] for row in shown), 1.0, places=9)
        self.assertTrue(all(row["stepscope_ms_per_step"] is None for row in told["stages"]))

    def test_beside_a_run(self):
        file, _ = self.imitation()
        self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, "--planner", "simple", "--challenge",
                 "closed-loop-nonreactive-agents", "--profile", "baseline", "--out", self.folder / "run", "--quiet")
        (run,) = [manifest.parent for manifest in (self.folder / "run").rglob("manifest.json")]
        rows = {row["stage"]: row for row in self.read(file, "--beside", run)["stages"]}
        self.assertGreater(rows["step"]["stepscope_ms_per_step"], 0)
        self.assertAlmostEqual(rows["step"]["ratio"],
                               rows["step"]["python_ms_per_step"] / rows["step"]["stepscope_ms_per_step"])
        self.assertGreater(rows["database"]["ratio"], 0)
        stored = {row["stage"]: row for row in self.read(file, "--beside", "run:1")["stages"]}
        self.assertEqual(stored, rows, "the same run, of the store")
        self.assertIn("there is no run 7", self.cli("import-profile", file, "--beside", "run:7", expect=3).stderr)
        text = self.cli("import-profile", file, "--beside", run, "--out", self.folder / "out").stdout
        self.assertIn("Stepscope ms/step", text)
        page = (self.folder / "out/python_profile.md").read_text()
        self.assertIn("| Python / Stepscope |", page)
        self.assertIn("simple, closed-loop-nonreactive-agents", page)
        self.assertIn("They are no queries", page)

    def test_steps_can_be_given(self):
        file, _ = self.imitation()
        told = self.read(file, "--steps", "3")
        self.assertEqual((told["steps"], told["steps_from"]), (3, "given"))
        self.assertIn('--steps: "0" is not a number above 0', self.cli("import-profile", file, "--steps", "0", expect=2).stderr)

    def test_names_stay_text(self):
        table = {("<script>.py", 1, "<b>|\x1b[2J\n# f"): (1, 1, 0.5, 0.5, {})}
        (self.folder / "<script>.stats").write_bytes(marshal.dumps(table))
        text = self.cli("import-profile", self.folder / "<script>.stats", "--out", self.folder).stdout
        self.assertNotIn("\x1b", text)
        page = (self.folder / "python_profile.md").read_text()
        self.assertNotIn("<", page)
        self.assertNotIn("\x1b", page)
        self.assertIn("&lt;b&gt;\\| [2J".replace("[", "\\["), page)

    def test_foreign_and_damaged_files(self):
        profile = cProfile.Profile()
        profile.runcall(sorted, [3, 1, 2])
        profile.create_stats()
        whole = marshal.dumps(profile.stats)
        cases = {
            "gone.stats": (None, "cannot be read"),
            "empty.stats": (b"", "the file is empty"),
            "text.stats": (b"ncalls tottime percall", "byte 0: is no profile of Python's cProfile"),
            "half.stats": (whole[:len(whole) // 2], "the file ends in the middle of a value"),
            "code.stats": (marshal.dumps({("a", 1, "f"): compile("1", "a", "exec")}), "program code"),
            "list.stats": (marshal.dumps({1: 2}), "entry 1, key: is not a file, a line and a name"),
            "long.stats": (whole + b"more", "4 more bytes follow"),
        }
        for name, (content, reason) in cases.items():
            with self.subTest(name):
                if content is not None:
                    (self.folder / name).write_bytes(content)
                done = self.cli("import-profile", self.folder / name, "--json", expect=3)
                self.assertEqual(done.stdout, "")
                self.assertIn(name, done.stderr)
                self.assertIn(reason, done.stderr)

    def test_a_run_that_is_none(self):
        file, _ = self.imitation()
        self.assertIn("manifest.json", self.cli("import-profile", file, "--beside", self.folder, expect=3).stderr)


if __name__ == "__main__":
    main()
