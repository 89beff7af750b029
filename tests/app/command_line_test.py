"""The contract of stepscope-cli: commands, exit codes, files. Arguments: the program, a data root."""
import csv
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

from command_line_case import CLI, DATA, DB, EIGHT_SECONDS, TOKEN, CommandLineCase, main


class CommandLine(CommandLineCase):
    def simulate(self, *arguments, expect=0):
        return self.cli("simulate", "--data", DATA, *arguments, "--out", self.folder / "runs", expect=expect)

    def runs(self):
        return sorted(path.parent for path in (self.folder / "runs").glob("*/manifest.json"))

    def damaged(self, sql):
        """A copy of the data, the log changed by these statements."""
        root = self.folder / "damaged"
        shutil.copytree(DATA, root)
        with sqlite3.connect(root / "splits/synthetic/synthetic-mini-01.db") as connection:
            connection.executescript(sql)
        connection.close()
        return root

    def test_scenarios_are_listed_as_text_and_as_json(self):
        text = self.cli("scenarios", "--data", DATA).stdout
        listed = json.loads(self.cli("scenarios", "--data", DATA, "--json").stdout)
        self.assertEqual(len(text.splitlines()), len(listed) + 1)
        self.assertTrue(all(row["tags"] for row in listed))
        one_type = listed[0]["type"]
        filtered = json.loads(self.cli("scenarios", "--data", DATA, "--type", one_type, "--json").stdout)
        self.assertTrue(filtered and all(one_type in row["tags"] for row in filtered))
        everything = json.loads(self.cli("scenarios", "--data", DATA, "--untagged", "--json").stdout)
        self.assertGreater(len(everything), len(listed))

    def test_a_run_folder_has_every_file_of_the_contract(self):
        self.simulate(*EIGHT_SECONDS, "--planner", "simple", "--challenge", "closed-loop-nonreactive-agents")
        (run,) = self.runs()
        self.assertEqual({file.name for file in run.iterdir()},
                         {"manifest.json", "metrics.json", "history.json", "steps.csv", "queries.csv", "statements.csv",
                          "trace.json", "log.msgpack.xz", "report.md", "report.html"})
        history = json.loads((run / "history.json").read_text())
        self.assertEqual(history["header"]["token"], TOKEN)
        self.assertEqual(history["header"]["number_of_iterations"], history["steps"] + 1)
        self.assertEqual(len(history["ego"]), history["steps"])
        self.assertEqual(sorted(map(int, history["trajectories"])), [0, 10, 20, 30, 40, 50, 60, 70, 79])
        with open(run / "steps.csv", newline="") as file:
            steps = list(csv.DictReader(file))
        self.assertEqual(len(steps), history["steps"])
        for step in steps:
            parts = sum(int(value) for key, value in step.items() if key.endswith("_ns") and key not in ("wall_ns", "cpu_ns"))
            self.assertEqual(parts, int(step["wall_ns"]))
        self.assertEqual(json.loads((run / "manifest.json").read_text())["status"], "reached_end")

    def test_all_trajectories_are_kept_on_request(self):
        self.simulate(*EIGHT_SECONDS, "--trajectories", "all")
        history = json.loads((self.runs()[0] / "history.json").read_text())
        self.assertEqual(len(history["trajectories"]), history["steps"])

    def test_the_same_run_twice_gives_the_same_history(self):
        histories = []
        for profile in ("fast", "fast", "baseline"):
            self.simulate(*EIGHT_SECONDS, "--profile", profile, "--challenge", "closed-loop-nonreactive-agents",
                          "--set", "tracker=banded")
            histories.append((self.runs()[0] / "history.json").read_bytes())
        self.assertEqual(histories[0], histories[1])
        self.assertEqual(histories[0], histories[2], "data access may not change a result")

    def test_one_database_with_its_maps(self):
        self.cli("simulate", "--db", DB, "--maps", DATA / "maps", *EIGHT_SECONDS, "--out", self.folder / "runs")
        self.assertEqual(len(self.runs()), 1)

    def test_the_environment_names_the_data_unless_an_option_does(self):
        self.environment["STEPSCOPE_DATA"] = str(self.folder / "nowhere")
        self.cli("scenarios", expect=3)
        self.cli("scenarios", "--db", DB, "--maps", DATA / "maps")
        self.environment["STEPSCOPE_DATA"] = str(DATA)
        self.cli("scenarios")

    def test_a_report_covers_several_runs(self):
        self.simulate(*EIGHT_SECONDS)
        self.simulate(*EIGHT_SECONDS, "--planner", "log-future")
        self.cli("report", self.folder / "runs", "--format", "md", "--out", self.folder / "report")
        report = (self.folder / "report/report.md").read_text()
        self.assertIn(": simple,", report)
        self.assertIn(": log-future,", report)
        self.assertIn("| **step** |", report)

    def test_every_controller_can_be_chosen_for_a_challenge(self):
        for controller in ("log-playback", "perfect-tracking", "ilqr"):
            self.simulate(*EIGHT_SECONDS, "--planner", "log-future", "--challenge", "closed-loop-nonreactive-agents",
                          "--controller", controller)
        runs = self.runs()
        self.assertEqual({run.name.rsplit("__", 1)[1] for run in runs}, {"log-playback", "perfect-tracking", "ilqr"})
        ends = {json.dumps(json.loads((run / "history.json").read_text())["ego"][-1]) for run in runs}
        self.assertEqual(len(ends), 3, "each drives in its own way")
        for run in runs:
            self.assertGreater(json.loads((run / "metrics.json").read_text())["final_score"], 0.9)

    def test_a_planner_that_fails_keeps_its_steps_and_their_score(self):
        # The log ends 17.2 s after its anchor: no recorded future is left to plan in the last half second.
        done = self.simulate("--scenario", TOKEN, "--duration", "20", "--offset", "7", "--planner", "log-future",
                             "--challenge", "closed-loop-nonreactive-agents", expect=4)
        self.assertIn("the log ends", done.stdout + done.stderr)
        (run,) = self.runs()
        steps = json.loads((run / "history.json").read_text())["steps"]
        self.assertGreater(steps, 80)
        jerk = json.loads((run / "metrics.json").read_text())["metrics"]["ego_jerk"]
        self.assertEqual(len(jerk["series"]["values"]), steps)
        self.assertIn(f"step {steps}", (run / "manifest.json").read_text())

    def test_wrong_usage_exits_with_2(self):
        for arguments in (["simulate"], ["fly"], ["simulate", "--data", DATA, "--out", self.folder],
                          ["simulate", "--data", DATA, "--all", "--planner", "magic", "--out", self.folder],
                          ["simulate", "--data", DATA, "--all", "--challenge", "magic", "--out", self.folder],
                          ["simulate", "--data", DATA, "--all", "--set", "queries=never", "--out", self.folder],
                          ["simulate", "--data", DATA, *EIGHT_SECONDS, "--param", "max_velocity=fast", "--out", self.folder]):
            done = self.cli(*arguments, expect=2)
            self.assertTrue(done.stderr.strip(), arguments)
        done = self.simulate("--all", "--planner", "magic", expect=2)
        self.assertEqual(done.stderr.count("magic"), 1, "said once, not for every scenario")
        done = self.cli("simulate", "--data", self.folder / "nowhere", "--all", "--agents", "clever", "--out", self.folder,
                        expect=2)
        self.assertIn("is not one of reference, fixed", done.stderr, "refused before anything is read")

    def test_bad_input_exits_with_3_and_names_the_file(self):
        missing = self.cli("scenarios", "--data", self.folder / "nowhere", expect=3)
        self.assertIn("nowhere", missing.stderr)
        unknown = self.simulate("--scenario", "00000000000000ff", expect=3)
        self.assertIn("00000000000000ff", unknown.stderr)
        root = self.folder / "root"
        shutil.copytree(DATA, root)
        broken = root / "splits/synthetic/broken.db"
        broken.write_bytes(DB.read_bytes()[:100_000])
        listed = self.cli("scenarios", "--data", root, "--json", expect=3)
        self.assertIn("broken.db", listed.stderr)
        self.assertTrue(json.loads(listed.stdout), "the good log is listed all the same")
        self.assertEqual(len(list(root.rglob("*"))), len(list(DATA.rglob("*"))) + 1, "nothing appears beside the data")

    def test_only_a_log_that_is_too_short_is_passed_over_by_a_filter(self):
        passed = self.simulate("--all", "--offset", "-1000", "--limit", "1")
        self.assertIn("skipped", passed.stdout)
        (self.folder / "file").write_text("in the way")
        refused = self.cli("simulate", "--data", DATA, "--all", "--out", self.folder / "file/runs", expect=3)
        self.assertEqual(refused.stderr.count("cannot be created"), 1, "said once, not for every scenario")
        root = self.damaged("UPDATE lidar_box SET yaw = 'east'")
        damaged = self.cli("simulate", "--data", root, "--all", "--limit", "1", "--out", self.folder / "runs", expect=3)
        self.assertIn("lidar_box, yaw", damaged.stderr)

    def test_a_time_that_is_none_is_wrong_usage(self):
        self.assertIn("duration", self.simulate("--all", "--duration", "nan", expect=2).stderr)
        self.assertIn("offset", self.simulate("--all", "--offset", "inf", expect=2).stderr)

    def test_texts_that_are_not_utf8_do_not_end_a_run(self):
        root = self.damaged("UPDATE scene SET roadblock_ids = CAST(x'ff31' AS TEXT)")
        self.cli("simulate", "--data", root, *EIGHT_SECONDS, "--out", self.folder / "runs")
        manifest = json.loads((self.runs()[0] / "manifest.json").read_text())
        self.assertTrue(any("\ufffd1" in warning for warning in manifest["warnings"]), manifest["warnings"])

    def test_a_failing_planner_exits_with_4_and_keeps_its_steps(self):
        root = self.folder / "root"
        shutil.copytree(DATA, root)
        db = root / "splits/synthetic/synthetic-mini-01.db"
        with sqlite3.connect(db) as connection:   # the log ends while the planner still wants its future
            times = [t for (t,) in connection.execute("SELECT timestamp FROM lidar_pc ORDER BY timestamp")]
            connection.execute("DELETE FROM lidar_pc WHERE timestamp > ?", (times[46 + 2 * 40 + 5],))
        connection.close()
        done = self.cli("simulate", "--data", root, *EIGHT_SECONDS, "--planner", "log-future", "--challenge",
                        "closed-loop-nonreactive-agents", "--out", self.folder / "runs", expect=4)
        self.assertRegex(done.stderr, r"step \d+")
        manifest = json.loads((self.runs()[0] / "manifest.json").read_text())
        self.assertEqual(manifest["status"], "failed")
        self.assertGreater(manifest["steps"], 0)
        self.assertEqual(len(json.loads((self.runs()[0] / "history.json").read_text())["ego"]), manifest["steps"])

    def test_an_interrupted_run_exits_with_130(self):
        process = subprocess.Popen([CLI, "simulate", "--data", DATA, "--all", "--profile", "baseline", "--out",
                                    self.folder / "runs"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment)
        end = time.monotonic() + 60
        while not self.runs() and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        for run in self.runs():
            self.assertIn(json.loads((run / "manifest.json").read_text())["status"], ("reached_end", "stopped"))

    def test_json_output_is_only_json(self):
        done = self.simulate(*EIGHT_SECONDS, "--json")
        (run,) = json.loads(done.stdout)
        self.assertEqual(run["status"], "reached_end")
        self.assertTrue(pathlib.Path(run["folder"]).is_dir())


if __name__ == "__main__":
    main()
