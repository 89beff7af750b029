"""Forks on the command line. Arguments: the program, a data root."""
import json
import shutil
import sqlite3

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main


class Fork(CommandLineCase):
    def simulate(self, planner="simple", data=DATA):
        self.cli("simulate", "--data", data, *EIGHT_SECONDS, "--planner", planner, "--challenge",
                 "closed-loop-nonreactive-agents", "--out", self.folder / "out")

    def fork(self, *arguments, expect=0):
        return self.cli("fork", *arguments, expect=expect)

    def frames(self, run):
        """Ego and plan of every step, as stored."""
        with sqlite3.connect(self.folder / "runs.db") as store:
            return store.execute("SELECT ego, plan FROM step WHERE id >> 32 = ? ORDER BY id", (run,)).fetchall()

    def test_goes_on_from_a_step_with_another_planner(self):
        self.simulate()
        told = json.loads(self.fork("1", "--at", "20", "--planner", "idm", "--json").stdout)
        self.assertEqual((told["run"], told["parent"], told["step"]), (2, 1, 20))
        self.assertEqual(told["changes"], ["planner: simple → idm"])
        self.assertEqual((told["steps"], told["own_steps"]), (80, 60))
        before, after = self.frames(1), self.frames(2)
        self.assertEqual(before[:20], after[:20])
        self.assertEqual(before[20][0], after[20][0])
        self.assertNotEqual(before[20][1], after[20][1])
        self.assertGreater(told["against_parent"]["apart_at"], 20)

        text = self.fork("1", "--at", "79", "--param", "max_velocity=3", "--label", "slower").stdout
        self.assertIn("max_velocity: 5.0 → 3", text.replace("5 →", "5.0 →"))
        self.assertIn("stored as run 3", text)
        self.assertIn("score ", text)

    def test_nothing_changed_is_the_same_run_and_the_tree_is_kept(self):
        self.simulate("idm")
        self.fork("1", "--at", "30")
        self.fork("2", "--at", "60", "--set", "queries=per-step")
        self.assertEqual(self.frames(1), self.frames(2))
        self.assertEqual(self.frames(1), self.frames(3))
        runs = {run["run"]: run for run in json.loads(self.cli("runs", "list", "--json").stdout)}
        self.assertIsNone(runs[1]["fork"])
        self.assertEqual((runs[2]["fork"]["parent"], runs[2]["fork"]["step"]), (1, 30))
        self.assertEqual(runs[3]["fork"]["changes"], "queries: per-scenario → per-step")
        self.assertIn(" 2@60 ", self.cli("runs", "list").stdout)
        shown = self.cli("runs", "show", "2").stdout
        self.assertIn("run 1 at step 30", shown)
        self.assertIn("run 3 at step 60", shown)

    def test_a_fork_is_explained_and_reported_by_its_own_steps(self):
        self.simulate()
        self.fork("1", "--at", "20", "--planner", "idm", "--set", "queries=per-step", "--out", self.folder / "forks")
        told = json.loads(self.cli("explain", "run:2", "--step", "30", "--rerun", "2", "--json").stdout)
        self.assertNotEqual(told["rerun"]["verdict"], "void")
        self.assertIn("step 5 was made in the run", self.cli("explain", "run:2", "--step", "5", expect=2).stderr)
        folder = next((self.folder / "forks").iterdir())
        manifest = json.loads((folder / "manifest.json").read_text())
        self.assertEqual(manifest["fork"]["step"], 20)
        self.assertIn("Goes on from step 20 of run", (folder / "report.md").read_text())
        ledger = self.cli("queries", folder).stdout
        self.assertIn("steps 20 to 79: ", ledger)

    def test_a_bundle_of_a_fork_says_that_its_parent_is_not_there(self):
        self.simulate()
        self.fork("1", "--at", "20", "--planner", "idm")
        self.cli("runs", "export", "2", "--out", self.folder / "fork.stepscope")
        elsewhere = ["--store", self.folder / "elsewhere.db"]
        self.cli("runs", "import", self.folder / "fork.stepscope", *elsewhere)
        self.assertIn("which is not in this store", self.cli("runs", "show", "1", *elsewhere).stdout)
        self.fork("1", "--at", "40", "--planner", "simple", *elsewhere)

    def test_what_cannot_be_is_refused_with_the_reason(self):
        data = self.folder / "data"
        shutil.copytree(DATA, data)
        self.simulate(data=data)
        self.assertIn("there is no run 9", self.fork("9", "--at", "1", expect=3).stderr)
        self.assertIn("80 is not within 0 … 79", self.fork("1", "--at", "80", expect=2).stderr)
        self.assertIn("there is no planner \"best\"", self.fork("1", "--at", "1", "--planner", "best", expect=2).stderr)
        self.assertIn("there is no such parameter", self.fork("1", "--at", "1", "--param", "courage=1", expect=2).stderr)
        self.assertIn("unknown-switch", self.fork("1", "--at", "1", "--set", "unknown-switch=1", expect=2).stderr)
        told = self.fork("1", "--at", "1", "--challenge", "open-loop-boxes", expect=2).stderr
        self.assertIn("open-loop-boxes instead of closed-loop-nonreactive-agents", told)
        self.assertIn("do not react", self.fork("1", "--at", "1", "--agents", "fixed", expect=2).stderr)
        shutil.rmtree(data)
        self.assertIn("synthetic-mini-01.db", self.fork("1", "--at", "1", expect=3).stderr)
        self.fork("1", "--at", "1", "--data", DATA)
        self.assertEqual(len(json.loads(self.cli("runs", "list", "--json").stdout)), 2)


main()
