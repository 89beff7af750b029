"""Many runs: each once, whatever happens. Arguments: the program, a data root."""
import csv
import json
import shutil
import signal
import sqlite3
import subprocess
import time

from command_line_case import CLI, DATA, CommandLineCase, main

SHORT = ["--all", "--duration", "3", "--offset", "0"]
CLOSED = "closed-loop-nonreactive-agents"
ONE_TYPE = ["--type", "medium_magnitude_speed", *SHORT[1:]]  # seven scenarios, far from the end of the log
REQUESTS = ["--planner", "simple,log-future", "--challenge", f"open-loop-boxes,{CLOSED}"]


class Batch(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "batch"

    def batch(self, *options, expect=0, data=DATA):
        return self.cli("batch", "--data", data, *options, "--out", self.out, expect=expect)

    def rows(self, name="scores.csv"):
        with open(self.out / name, newline="") as file:
            return list(csv.DictReader(file))

    def made(self):
        """When each run folder's manifest was written."""
        return {path.parent.name: path.stat().st_mtime_ns for path in self.out.glob("*/manifest.json")}

    def killed_after(self, runs, *options, how=signal.SIGKILL):
        """Starts a batch and ends it as soon as so many runs are complete."""
        process = subprocess.Popen([CLI, "batch", "--data", DATA, *options, "--out", self.out],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment)
        end = time.monotonic() + 60
        while len(self.made()) < runs and process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        process.send_signal(how)
        process.communicate(timeout=60)
        return process.returncode

    def test_every_planner_in_every_challenge(self):
        done = self.batch(*SHORT, "--limit", 3, *REQUESTS, "--json")
        summary = json.loads(done.stdout)
        rows = self.rows()
        self.assertEqual(len(rows), 12)
        self.assertEqual(summary["jobs"], 12)
        self.assertEqual(summary["status"], {"reached_end": 12})
        self.assertEqual(summary["out"], str(self.out))
        self.assertEqual({(row["planner"], row["challenge"]) for row in rows},
                         {(p, c) for p in ("simple", "log-future") for c in ("open-loop-boxes", CLOSED)})
        for row in rows:
            run = self.out / row["folder"]
            self.assertTrue((run / "log.msgpack.xz").exists())
            metrics = json.loads((run / "metrics.json").read_text())
            if metrics["scores"]:
                self.assertEqual(float(row["final_score"]), metrics["final_score"])
                for name, score in metrics["scores"].items():
                    self.assertEqual(float(row[name]), score)
            else:
                self.assertEqual(row["final_score"], "")
            self.assertGreater(float(row["mean_step_ms"]), 0)
        by_type = self.rows("scores_by_type.csv")
        self.assertEqual(sum(int(row["scenarios"]) for row in by_type if row["type"] == "all"), 12)
        self.assertEqual(json.loads((self.out / "batch.json").read_text())["scores"], summary["scores"])

    def test_the_same_runs_as_simulate(self):
        self.batch(*SHORT, "--limit", 2, "--challenge", CLOSED, "--jobs", 2)
        self.cli("simulate", "--data", DATA, *SHORT, "--limit", 2, "--challenge", CLOSED, "--out", self.folder / "runs")
        for run in (self.folder / "runs").glob("*/manifest.json"):
            for name in ("history.json", "metrics.json"):
                self.assertEqual((run.parent / name).read_bytes(), (self.out / run.parent.name / name).read_bytes())

    def test_a_killed_batch_goes_on_where_it_was(self):
        options = [*ONE_TYPE, *REQUESTS, "--jobs", "2", "--profile", "baseline"]
        self.assertEqual(self.killed_after(3, *options), -signal.SIGKILL)
        before = self.made()
        self.assertGreaterEqual(len(before), 3)
        self.assertFalse((self.out / "scores.csv").exists(), "killed in the middle")
        for name in before:
            self.assertEqual(json.loads((self.out / name / "manifest.json").read_text())["status"], "reached_end")
            json.loads((self.out / name / "metrics.json").read_text())
        half = self.out / next(iter(before))
        (half / "manifest.json").unlink()          # as if killed before its last file
        summary = json.loads(self.batch(*options, "--json").stdout)
        self.assertEqual(summary["kept_from_before"], len(before) - 1)
        after = self.made()
        for name, when in before.items():
            (self.assertNotEqual if name == half.name else self.assertEqual)(after[name], when, name)
        self.assertEqual(len(after), len(self.rows()))
        self.assertEqual(list(self.out.rglob("*.partial")), [])

    def test_an_interrupted_batch_exits_with_130_and_can_be_finished(self):
        options = [*ONE_TYPE, *REQUESTS, "--jobs", "1", "--profile", "baseline"]
        self.assertEqual(self.killed_after(2, *options, how=signal.SIGINT), 130)
        statuses = [row["status"] for row in self.rows()]
        self.assertIn("not_run", statuses)
        self.assertIn("reached_end", statuses)
        self.batch(*options)
        self.assertEqual({row["status"] for row in self.rows()}, {"reached_end"})

    def test_complete_runs_are_repeated_only_when_that_is_asked_or_needed(self):
        options = [*SHORT, "--limit", 1]
        self.batch(*options)
        (first,) = self.made().values()
        self.assertIn("1 run was complete already", self.batch(*options).stderr)
        self.assertEqual(list(self.made().values()), [first])
        times = [first]
        for more in (["--again"], ["--param", "max_velocity=3"], ["--set", "tracker=dense"], ["--trajectories", "all"]):
            self.batch(*options, *more)
            times += self.made().values()
        self.assertEqual(len(set(times)), 5)

    def test_only_scores_are_kept_on_request(self):
        self.batch(*SHORT, "--limit", 1, "--keep", "scores")
        (run,) = (self.out / name for name in self.made())
        self.assertEqual({file.name for file in run.iterdir()},
                         {"manifest.json", "metrics.json", "steps.csv", "queries.csv"})
        self.assertIn("log.msgpack.xz", self.cli("metrics", run, expect=3).stderr)
        self.batch(*SHORT, "--limit", 1)
        self.assertTrue((run / "history.json").exists(), "more is asked for than was kept")

    def test_parameters_belong_to_planners(self):
        self.batch(*SHORT, "--limit", 1, "--planner", "simple", "--planner", "log-future", "--param",
                   "simple.max_velocity=3")
        for name in self.made():
            request = json.loads((self.out / name / "manifest.json").read_text())["request"]
            self.assertEqual(request["parameters"], {"max_velocity": "3"} if request["planner"] == "simple" else {})

    def test_wrong_usage_exits_with_2_before_anything_is_read(self):
        both = ["--planner", "simple,log-future"]
        for options, named in (([*both, "--param", "max_velocity=3"], "simple.max_velocity=3"),
                               ([*both, "--param", "idm.target_velocity=3"], "idm"),
                               ([*both, "--param", "log-future.magic=3"], "magic"),
                               ([*both, "--param", "simple.magic=3"], "magic"),
                               (["--planner", "simple,magic"], "magic"),
                               (["--planner", "simple,simple"], "given twice"),
                               (["--challenge", "magic"], "magic"), (["--controller", "magic"], "magic"),
                               (["--profile", "magic"], "magic"), (["--set", "queries=never"], "never"),
                               (["--jobs", "-1"], "--jobs"), (["--keep", "nothing"], "--keep")):
            done = self.batch("--all", *options, expect=2, data=self.folder / "nowhere")
            self.assertIn(named, done.stderr)
        self.cli("batch", "--data", DATA, "--all", expect=2)

    def test_one_bad_log_does_not_end_the_batch(self):
        root = self.folder / "root"
        shutil.copytree(DATA, root)
        good = root / "splits/synthetic/synthetic-mini-01.db"
        bad = root / "splits/synthetic/faulty-01.db"
        shutil.copy(good, bad)
        with sqlite3.connect(bad) as connection:
            connection.executescript("UPDATE lidar_box SET yaw = 'east'; UPDATE log SET logfile = 'faulty';")
        connection.close()
        done = self.batch(*ONE_TYPE, expect=3, data=root)
        rows = {row["log"]: row for row in self.rows()}
        self.assertEqual(rows["synthetic-mini-01"]["status"], "reached_end")
        self.assertEqual(rows["faulty-01"]["status"], "bad_input")
        self.assertIn("lidar_box, yaw", rows["faulty-01"]["reason"])
        self.assertIn("lidar_box, yaw", done.stderr)
        self.assertIn("*", done.stdout)

    def test_logs_that_are_too_short_are_skipped_and_said(self):
        done = self.batch("--all", "--offset", "-1000", "--limit", 2)
        self.assertIn("2 runs were skipped", done.stderr)
        for row in self.rows():
            self.assertEqual(row["status"], "skipped")
            self.assertIn("no frame", row["reason"])
        token = self.rows()[0]["token"]
        self.assertIn(token, self.batch("--scenario", token, "--offset", "-1000", expect=3).stderr)

    def test_a_failing_planner_exits_with_4(self):
        # The last scenarios of the log end while this planner still wants its future.
        options = ["--type", "stationary_in_traffic", "--limit", 4, "--planner", "log-future,simple"]
        done = self.batch(*options, expect=4)
        failed = [row for row in self.rows() if row["status"] == "failed"]
        self.assertTrue(failed)
        for row in failed:
            self.assertRegex(row["reason"], r"step \d+")
            self.assertEqual(row["final_score"], "")
            self.assertTrue((self.out / row["folder"] / "history.json").exists())
        self.assertTrue(all(row["planner"] == "log-future" for row in failed))
        self.assertIn("reached_end", {row["status"] for row in self.rows()})
        self.assertIn("without", done.stdout)
        before = self.made()
        self.batch(*options, expect=4)
        self.assertEqual(self.made(), before, "it would fail again")

    def test_two_batches_do_not_write_into_one_folder(self):
        first = subprocess.Popen([CLI, "batch", "--data", DATA, "--all", *REQUESTS, "--profile", "baseline", "--jobs",
                                  "1", "--out", self.out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 env=self.environment)
        end = time.monotonic() + 60
        while not (self.out / "batch.lock").exists() and time.monotonic() < end:
            time.sleep(0.002)
        second = self.batch(*SHORT, expect=3)
        self.assertIn("another batch", second.stderr)
        first.kill()
        first.wait()

    def test_folders_that_cannot_be_written(self):
        (self.folder / "batch").write_text("in the way")
        self.assertIn("cannot be created", self.batch(*SHORT, expect=3).stderr)


if __name__ == "__main__":
    main()
