"""Forks on the command line. Arguments: the program, a data root."""
import json
import shutil
import sqlite3

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main


def without_check_values(store):
    """What a store is told to hold from now on is not taken for damage."""
    store.execute("UPDATE run SET crc = NULL")
    store.execute("UPDATE step SET timing_crc = NULL, scene_crc = NULL")


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

    def collide(self):
        """SimplePlanner drives into something at step 30."""
        self.cli("simulate", "--data", DATA, "--scenario", "7eec646214c01459", "--planner", "simple", "--challenge",
                 "closed-loop-nonreactive-agents", "--out", self.folder / "out")

    def test_before_a_collision_there_is_time_for_another_planner(self):
        self.collide()
        told = json.loads(self.fork("1", "--before-collision", "--planner", "pdm-closed", "--json").stdout)
        self.assertEqual(told["step"], 29)
        told = json.loads(self.fork("1", "--before-collision", "2", "--planner", "pdm-closed", "--json").stdout)
        self.assertEqual(told["step"], 10)
        self.assertEqual(told["scores"]["no_ego_at_fault_collisions"], 1)
        none = self.fork("3", "--before-collision", expect=2).stderr
        self.assertIn("run 3: has no collision that the ego is at fault of", none)
        self.assertIn("there are no 9 s before", self.fork("1", "--before-collision", "9", expect=2).stderr)
        self.assertIn("no positive number", self.fork("1", "--before-collision", "soon", expect=2).stderr)
        self.fork("1", "--before-collision", "--at", "3", expect=2)
        self.fork("1", "--planner", "idm", expect=2)

    def test_the_last_step_from_which_another_planner_avoids_the_collision_is_found(self):
        self.collide()
        told = json.loads(self.fork("1", "--last-chance", "--planner", "pdm-closed", "--json").stdout)
        last = told["step"]
        self.assertIn(last, range(10, 30))
        self.assertEqual(told["scores"]["no_ego_at_fault_collisions"], 1)
        if last < 29:
            later = json.loads(self.fork("1", "--at", last + 1, "--planner", "pdm-closed", "--json").stdout)
            self.assertLess(later["scores"]["no_ego_at_fault_collisions"], 1)
        none = self.fork("1", "--last-chance", expect=1).stderr
        self.assertIn("simple has a collision, or fails, from whatever step it goes on: 0 to 29", none)

    def test_a_fork_alone_is_compared_with_its_parent(self):
        self.simulate()
        self.fork("1", "--at", "20", "--planner", "idm")
        told = json.loads(self.cli("compare", "2", "--json").stdout)
        self.assertEqual((told["a"], told["b"]), ("simple", "idm"))
        self.assertIn("The two share steps 0 to 19, which are equal to the last bit", told["notes"])
        self.assertIn("from step 20 on", self.cli("compare", "2").stdout)
        # What the parent's steps took is no time of the fork's.
        self.assertEqual(len(told["pairs"][0]["a"]["steps_ns"]), 60)
        self.assertEqual(len(told["pairs"][0]["b"]["steps_ns"]), 60)
        self.assertIn("Times are of the steps from 20 on", self.cli("compare", "2", "1").stdout)
        # A fork that changes nothing is equal throughout.
        self.fork("1", "--at", "33")
        self.assertEqual(json.loads(self.cli("compare", "3", "--json").stdout)["outputs"], "equal")
        self.assertIn("is one run and no fork", self.cli("compare", "1", expect=2).stderr)
        self.cli("runs", "delete", "1")
        self.cli("compare", "2")  # it can be brought back: it is still there
        self.cli("runs", "purge")
        self.assertIn("went on from a run that is not in this store", self.cli("compare", "2", expect=2).stderr)

    def test_runs_that_must_share_their_beginning_and_do_not_are_a_fault(self):
        self.simulate()
        self.fork("1", "--at", "20", "--planner", "idm")
        with sqlite3.connect(self.folder / "runs.db") as store:
            without_check_values(store)
            store.execute("UPDATE step SET ego = (SELECT ego FROM step WHERE id = (1 << 32) + 8) "
                          "WHERE id = (2 << 32) + 7")
        told = self.cli("compare", "2", expect=3).stderr
        self.assertIn("step 7", told)
        self.assertIn("both must share the steps before 20", told)

    def test_a_fork_of_a_run_that_ended_early_is_compared_as_far_as_both_go(self):
        self.simulate()
        with sqlite3.connect(self.folder / "runs.db") as store:  # as if it had been stopped there
            without_check_values(store)
            store.execute("DELETE FROM step WHERE id >> 32 = 1 AND (id & 0xffffffff) >= 30")
            store.execute("UPDATE run SET steps = 30, status = 'stopped' WHERE id = 1")
        self.fork("1", "--at", "30", "--planner", "idm")
        self.assertIn("they have no step to compare", self.cli("compare", "2", expect=3).stderr)
        self.fork("1", "--at", "20", "--planner", "idm")
        told = json.loads(self.cli("compare", "3", "--json").stdout)
        self.assertEqual(len(told["pairs"][0]["a"]["steps_ns"]), 10)

    def test_whatever_remakes_a_fork_knows_how_it_began(self):
        self.simulate()
        self.fork("1", "--at", "20", "--planner", "idm", "--set", "tracker=dense")
        self.fork("2", "--at", "45", "--planner", "simple", "--out", self.folder / "forks")
        self.cli("runs", "delete", "1", "2")
        self.cli("runs", "purge")
        folder = next((self.folder / "forks").iterdir())
        self.cli("runs", "export", "3", "--out", self.folder / "fork.stepscope")
        elsewhere = ["--store", self.folder / "elsewhere.db"]
        self.cli("runs", "import", self.folder / "fork.stepscope", *elsewhere)
        # Steps of its own are made again: from the store without its parents, from its bundle, from its folder.
        for run in (["run:3"], ["run:1", *elsewhere], [folder]):
            told = json.loads(self.cli("explain", *run, "--step", "60", "--rerun", "2", "--json").stdout)
            self.assertNotEqual(told["rerun"]["verdict"], "void", run)
            self.assertIn("step 44 was made in the run", self.cli("explain", *run, "--step", "44", expect=2).stderr)
        # Metrics, reports with pictures, comparison: from what was kept.
        self.cli("metrics", folder)
        for run in (["run:3"], [folder]):
            self.cli("report", *run, "--format", "html", "--out", self.folder / "report")
            page = (self.folder / "report" / "report.html").read_text()
            self.assertIn("Goes on from step 45", page)
            self.assertIn("<svg", page)
        self.assertEqual(json.loads(self.cli("compare", "3", folder, "--json").stdout)["outputs"], "equal")
        # And it goes on again, unchanged, from its folder alone: the same.
        self.fork(folder, "--at", "50")
        self.assertEqual(self.frames(3), self.frames(4))
        self.fork("3", "--at", "30")
        self.assertEqual(self.frames(3)[:30], self.frames(5)[:30])
        (folder / "log.msgpack.xz").unlink()
        self.assertIn("log.msgpack.xz", self.fork(folder, "--at", "50", expect=3).stderr)

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
