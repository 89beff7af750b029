"""The run store on the command line. Arguments: the program, a data root."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time

from command_line_case import CLI, DATA, EIGHT_SECONDS, CommandLineCase, main

PLANNER = ["--planner", "simple", "--challenge", "closed-loop-nonreactive-agents"]


class Runs(CommandLineCase):
    def simulate(self, *arguments, data=DATA, expect=0):
        return self.cli("simulate", "--data", data, *EIGHT_SECONDS, *PLANNER, "--out", self.folder / "out", *arguments,
                        expect=expect)

    def listed(self, *arguments):
        return json.loads(self.cli("runs", "list", "--json", *arguments).stdout)

    @property
    def store(self):
        return self.folder / "runs.db"

    def test_every_run_is_stored_and_listed(self):
        self.assertEqual(self.listed(), [])
        told = json.loads(self.simulate("--json").stdout)
        self.assertEqual(told[0]["run"], 1)
        self.assertIn("stored as run 2", self.simulate().stdout)
        runs = self.listed()
        self.assertEqual([run["run"] for run in runs], [2, 1])
        self.assertEqual(runs[0]["status"], "reached_end")
        self.assertEqual(runs[0]["source"], "headless")
        self.assertEqual(runs[0]["steps"], 80)
        self.assertAlmostEqual(runs[1]["final_score"], told[0]["final_score"])
        text = self.cli("runs", "list").stdout
        self.assertEqual(len(text.splitlines()), 3)
        self.assertIn("simple", text)

    def test_a_run_is_explained_and_its_step_made_again(self):
        self.simulate()
        told = json.loads(self.cli("explain", "run:1", "--step", "17", "--rerun", "2", "--json").stdout)
        self.assertEqual(told["slow_step"]["step"], 17)
        self.assertNotEqual(told["rerun"]["verdict"], "void")
        self.assertIn("bit by bit", " ".join(told["rerun"]["method"]))
        some = json.loads(self.cli("explain", "run:1", "--step", "10-20", "--json").stdout)
        self.assertEqual((some["slow_range"]["first"], some["slow_range"]["last"], some["slow_range"]["steps"]), (10, 20, 11))
        self.assertEqual(some["slow_range"]["longest"], some["slow_step"]["step"])
        self.assertAlmostEqual(sum(s["self_mean_ns"] for s in some["slow_range"]["stages"]), some["slow_range"]["mean_ns"],
                               places=3)
        self.assertIn("Steps 10 to 20 take", self.cli("explain", "run:1", "--step", "10-20").stdout)
        self.assertIn("nor a range", self.cli("explain", "run:1", "--step", "10-2000", expect=2).stderr)
        self.assertIn("run 9", self.cli("explain", "run:9", expect=3).stderr)
        self.assertIn("no number of a run", self.cli("explain", "run:first", expect=3).stderr)

    def test_its_statements_are_those_of_its_folder(self):
        self.simulate("--profile", "baseline")
        (manifest,) = (self.folder / "out").glob("*/manifest.json")
        (stored,) = json.loads(self.cli("queries", "run:1", "--json").stdout)
        (folder,) = json.loads(self.cli("queries", manifest.parent, "--json").stdout)
        self.assertGreater(stored["in_steps"]["statements"], 0)
        self.assertEqual(dict(stored, folder=""), dict(folder, folder=""))
        self.assertIn("there is no run 9", self.cli("queries", "run:9", expect=3).stderr)
        self.assertIn("no number of a run", self.cli("queries", "run:first", expect=3).stderr)

    def test_a_run_is_shown_renamed_deleted_restored_and_purged(self):
        self.simulate()
        self.cli("runs", "rename", 1, "--label", "first try")
        shown = self.cli("runs", "show", 1).stdout
        self.assertIn("first try", shown)
        self.assertIn("synthetic-mini-01.db", shown)
        self.cli("runs", "delete", 1)
        self.assertEqual(self.listed(), [])
        self.assertEqual(len(self.listed("--deleted")), 1)
        self.assertIn("1 restored", self.cli("runs", "restore", 1, 1).stdout)
        self.assertEqual(len(self.listed()), 1)
        self.cli("runs", "delete", 1)
        before = json.loads(self.cli("runs", "size", "--json").stdout)
        self.assertGreater(before["deleted_bytes"], 10_000)
        self.assertEqual(json.loads(self.cli("runs", "purge", "--json").stdout)["runs"], 1)
        self.assertLess(json.loads(self.cli("runs", "size", "--json").stdout)["bytes"], before["bytes"])
        self.assertIn("there is no run 1", self.cli("runs", "restore", 1, expect=3).stderr)

    def test_an_unknown_word_is_answered_with_those_there_are(self):
        told = self.cli("runs", "foo", expect=2).stderr
        self.assertIn("not understood: foo", told)
        self.assertIn("runs knows: list, show, delete", told)
        self.assertIn("knows: demo, scenarios, simulate", self.cli("foo", expect=2).stderr)
        self.assertIn("not understood: --steps 0", self.cli("simulate", "--steps", "0", expect=2).stderr)

    def test_a_broken_index_is_said(self):
        self.simulate()
        self.assertEqual("", self.cli("runs", "list").stderr)
        with sqlite3.connect(self.store) as store:
            store.execute("PRAGMA writable_schema = ON")
            store.execute("UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = "
                          "'bookmark') WHERE name = 'sqlite_autoindex_run_1'")
        store.close()
        done = self.cli("runs", "list")
        self.assertIn("simple", done.stdout)
        self.assertIn("the runs above can be read", done.stderr)

    def test_a_run_without_steps_is_nothing_to_report_on(self):
        self.simulate()
        self.simulate()
        with sqlite3.connect(self.store) as store:  # as a program that was killed before its first step leaves it
            store.execute("DELETE FROM step WHERE id >> 32 = 1")
            store.execute("UPDATE run SET crc = NULL, steps = 0, mean_step_ns = 0, p95_step_ns = 0, max_step_ns = 0, "
                          "status = 'interrupted', message = 'interrupted before its first step was finished' "
                          "WHERE id = 1")
        store.close()
        first = self.listed()[1]
        self.assertEqual((first["steps"], first["mean_step_ms"], first["max_step_ms"]), (0, None, None))
        out = self.folder / "report"
        for formats in ("trace", "md,json,trace"):
            told = self.cli("report", "run:1", "--format", formats, "--out", out, expect=3)
            self.assertIn("run 1 of the store: has no step (interrupted before its first step was finished): "
                          "there is nothing to report on", told.stderr)
            self.assertFalse(out.exists())
        told = self.cli("report", "run:1", "run:2", "--format", "trace", "--out", out, expect=3)
        self.assertEqual([file.name for file in out.iterdir()], ["trace.json"])

    def test_damage_is_named_and_spares_the_other_runs(self):
        self.simulate()
        self.simulate()
        with sqlite3.connect(self.store) as store:
            store.execute("UPDATE step SET wall_ns = wall_ns + 1000 WHERE id = (1 << 32) + 7")
            store.execute("UPDATE run SET mean_step_ns = mean_step_ns * 2 WHERE id = 2")
        store.close()
        self.assertIn("runs.db: step, number 7: is damaged", self.cli("report", "run:1", "--out", self.folder / "report",
                                                                      expect=3).stderr)
        done = self.cli("runs", "list")
        self.assertIn("run, number 2: is damaged", done.stderr)
        self.assertRegex(done.stdout, r"(?m)^ +2 .*damaged")
        self.assertRegex(done.stdout, r"(?m)^ +1 .*reached_end")
        self.assertIn("run, number 2: is damaged", self.cli("runs", "show", "2", expect=3).stderr)
        self.cli("runs", "delete", "2")
        self.assertEqual([run["run"] for run in self.listed()], [1])

    def test_whoever_waits_is_told(self):
        self.simulate()
        other = sqlite3.connect(self.store, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen([CLI, "runs", "delete", "1"], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, env=self.environment)
        self.assertIn("another program is writing", waiting.stderr.readline())
        other.execute("ROLLBACK")
        other.close()
        self.assertIn("1 deleted", waiting.communicate(timeout=60)[0])
        self.assertEqual(waiting.returncode, 0)

    def test_folder_and_store_agree_on_the_real_time_factor(self):
        self.simulate()
        (manifest,) = (self.folder / "out").rglob("manifest.json")
        factors = []
        for run, name in ((manifest.parent, "folder"), ("run:1", "store")):
            self.cli("report", run, "--format", "json", "--out", self.folder / name)
            (report,) = (self.folder / name).rglob("report.json")
            factors.append(json.loads(report.read_text())["runs"][0]["statistics"]["real_time_factor"])
        self.assertEqual(*factors)

    def test_storing_can_be_left_out_and_go_elsewhere(self):
        self.simulate("--no-store")
        self.assertFalse(self.store.exists())
        other = self.folder / "other" / "mine.db"
        self.simulate("--store", other)
        self.assertFalse(self.store.exists())
        self.assertEqual(len(self.listed("--store", other)), 1)
        self.simulate("--store", other, "--no-store", expect=2)
        self.assertIn("does not exist", self.cli("runs", "list", "--store", self.folder / "none.db", expect=3).stderr)

    def test_the_default_place_is_in_the_users_data(self):
        del self.environment["STEPSCOPE_STORE"]
        self.environment["XDG_DATA_HOME"] = str(self.folder / "share")
        self.simulate()
        self.assertTrue((self.folder / "share/stepscope/runs.db").exists())

    def test_a_store_that_cannot_be_written_is_one_warning(self):
        (self.folder / "file").write_text("")
        self.environment["STEPSCOPE_STORE"] = str(self.folder / "file/runs.db")
        done = self.simulate()
        self.assertEqual(done.stderr.count("warning: this run is not recorded"), 1, done.stderr)
        batch = self.cli("batch", "--data", DATA, *EIGHT_SECONDS, "--planner", "simple,idm", "--challenge",
                         "open-loop-boxes,closed-loop-nonreactive-agents", "--out", self.folder / "batch")
        self.assertEqual(batch.stderr.count("warning: this run is not recorded"), 1, batch.stderr)

    def test_a_damaged_store_is_kept_and_another_used(self):
        self.store.write_bytes(b"precious" * 1000)
        done = self.simulate()
        self.assertIn("runs.db: not an SQLite database; it is left as it is, runs go to runs-2.db", done.stderr)
        self.assertEqual(self.store.read_bytes(), b"precious" * 1000)
        listed = self.cli("runs", "list")
        self.assertIn("runs are in runs-2.db", listed.stderr)
        self.assertIn("simple", listed.stdout)

    def test_a_batch_is_stored(self):
        self.cli("batch", "--data", DATA, *EIGHT_SECONDS, "--planner", "simple,idm", "--challenge",
                 "open-loop-boxes,closed-loop-nonreactive-agents", "--jobs", 2, "--out", self.folder / "batch")
        runs = self.listed()
        self.assertEqual(len(runs), 4)
        self.assertEqual({run["source"] for run in runs}, {"batch"})
        self.assertEqual({run["status"] for run in runs}, {"reached_end"})

    def test_a_killed_batch_leaves_its_runs(self):
        command = [CLI, "batch", "--data", DATA, "--all", "--planner", "simple,idm", "--challenge",
                   "closed-loop-reactive-agents", "--jobs", "1", "--out", self.folder / "batch"]
        batch = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while batch.poll() is None and time.monotonic() < deadline:
            if self.store.exists() and len(self.listed()) >= 2:
                break
            time.sleep(0.02)
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        runs = self.listed()
        self.assertGreaterEqual(len(runs), 2)
        self.assertTrue({run["status"] for run in runs} <= {"reached_end", "interrupted", "failed"}, runs)
        for run in runs:
            self.cli("runs", "show", run["run"])

    def test_a_bundle_carries_a_run_to_another_home(self):
        data = self.folder / "data"
        shutil.copytree(DATA, data)
        first = json.loads(self.simulate("--json", data=data).stdout)[0]
        bundle = self.folder / "run.stepscope"
        self.cli("runs", "export", 1, "--out", bundle)
        self.assertEqual([path.name for path in self.folder.glob("run.stepscope*")], ["run.stepscope"])
        shutil.rmtree(data)
        self.environment["STEPSCOPE_STORE"] = str(self.folder / "another home/runs.db")
        self.assertEqual(json.loads(self.cli("runs", "import", bundle, "--json").stdout)["run"], 1)
        shown = json.loads(self.cli("runs", "show", 1, "--json").stdout)[0]
        self.assertEqual(shown["source"], "import")
        again = json.loads(self.cli("simulate", "--db", shown["db"], "--maps", shown["maps"], *EIGHT_SECONDS, *PLANNER,
                                    "--out", self.folder / "again", "--json").stdout)[0]
        self.assertEqual(again["final_score"], first["final_score"])
        self.assertEqual((self.folder / "again" / os.path.basename(again["folder"]) / "history.json").read_text(),
                         (self.folder / "out" / os.path.basename(first["folder"]) / "history.json").read_text())
        self.assertIn("has this run already", self.cli("runs", "import", bundle, expect=3).stderr)
        whole = bundle.read_bytes()
        bundle.write_bytes(whole[:len(whole) // 2])
        self.assertIn("run.stepscope: truncated", self.cli("runs", "import", bundle, expect=3).stderr)

    def test_the_store_can_be_asked_in_sql(self):
        self.simulate()
        with sqlite3.connect(self.store) as store:
            walls = store.execute("SELECT wall_ns FROM step WHERE id >> 32 = 1 ORDER BY id").fetchall()
        store.close()
        self.assertEqual(len(walls), 80)
        self.assertTrue(all(wall > 0 for (wall,) in walls))


main()
