"""compare: measured in pairs, stored runs, baselines and gates. Arguments: the program, a data root."""
import json
import signal
import subprocess
import time

from command_line_case import CLI, DATA, EIGHT_SECONDS, TOKEN, CommandLineCase, main

CLOSED = ["--challenge", "closed-loop-nonreactive-agents"]


class Compare(CommandLineCase):
    def measured(self, *options, expect=0):
        return self.cli("compare", "--data", DATA, *EIGHT_SECONDS, *options, expect=expect)

    def found(self, *options, expect=0):
        return json.loads(self.measured(*options, "--json", expect=expect).stdout)

    def run_folder(self, name, *options, selection=EIGHT_SECONDS):
        self.cli("simulate", "--data", DATA, *selection, *options, "--out", self.folder / name)
        (manifest,) = (self.folder / name).glob("*/manifest.json")
        return manifest.parent

    def refused(self, reason, *arguments, expect=2):
        done = self.cli("compare", *arguments, expect=expect)
        self.assertIn(reason, done.stderr)
        self.assertEqual(done.stdout, "")

    def test_switches_measured_in_pairs(self):
        found = self.found("--pairs", "6", "--set-b", "queries=per-step", "--out", self.folder / "out")
        self.assertEqual(found["source"], "measured")
        self.assertIn(found["answer"]["verdict"], ("faster", "slower", "equivalent", "inconclusive"))
        self.assertEqual(found["answer"]["total"]["pairs"], 6)
        self.assertEqual(len(found["pairs"]), 6)
        self.assertEqual(sorted(pair["first"] for pair in found["pairs"]), ["a"] * 3 + ["b"] * 3)
        self.assertEqual(found["floor"]["same"]["total"]["pairs"], 6)
        self.assertEqual(found["outputs"], "equal")
        self.assertFalse(found["void"])
        self.assertEqual(found["b"], "queries=per-step")
        self.assertEqual([d["what"] for d in found["differences"]], ["switch queries"])
        database = next(s for s in found["stages"] if s["time"] == "database")
        self.assertEqual(database["a_ns"], 0)
        self.assertGreater(database["b_ns"], 0, "B asks the log at every step, A does not")
        self.assertEqual(json.loads((self.folder / "out/comparison.json").read_text())["a"], "fast")
        self.assertIn("How far it can be believed", (self.folder / "out/comparison.md").read_text())
        self.assertIn("<html", (self.folder / "out/comparison.html").read_text())

    def test_other_planners_part_without_being_void(self):
        text = self.measured("--pairs", "6", "--floor", "0", "--planner", "simple", "--planner", "idm", *CLOSED).stdout
        self.assertIn("The two part at step", text)
        self.assertIn("score of idm", text)
        self.assertIn("only simple", text)

    def test_a_handicap_changes_no_output_and_says_what_it_takes(self):
        found = self.found("--pairs", "6", "--floor", "0", "--planner", "idm", *CLOSED, "--handicap", "1", "--time",
                           "processor")
        self.assertEqual(found["metric"], "processor")
        self.assertEqual(found["outputs"], "equal")
        self.assertEqual(found["b"], "idm + 100 %")
        self.assertRegex(found["handicap_words"], "wastes 100 % of every step on purpose. With 6 pairs that was")
        self.assertIn("in 80 of 100 measurements", found["handicap_words"])

    def test_gates_decide_the_exit_code(self):
        base = ["--pairs", "6", "--floor", "0"]
        found = self.found(*base, "--gate", "total<=1000", "--gate", "score>=0", "--gate", "p99(step)<=100s")
        self.assertTrue(found["gates_passed"])
        self.assertEqual([gate["passed"] for gate in found["gates"]], [True] * 3)
        failed = self.measured(*base, "--gate", "total<=1000", "--gate", "step<=1ns", expect=1)
        lines = [line for line in failed.stderr.splitlines() if "gate failed" in line]
        self.assertEqual(len(lines), 1)
        self.assertIn("step<=1ns is", lines[0])
        self.refused("character 8: expected a number", "--data", DATA, *EIGHT_SECONDS, "--gate", "total<=")

    def test_wrong_usage_says_why(self):
        some = ["--data", DATA, *EIGHT_SECONDS]
        self.refused("5 can never reach p < 0.05", *some, "--pairs", "5")
        self.refused("--floor: 6 or more", *some, "--floor", "3")
        self.refused("there is no planner \"nobody\"", *some, "--planner", "nobody")
        self.refused("two are compared", *some, "--planner", "simple,idm,pdm-closed")
        self.refused("colour", *some, "--set-b", "colour=red")
        self.refused("queries", *some, "--set-b", "queries=never")
        self.refused("none of these planners asks a model", *some, "--model", "demo-driver")
        self.refused("handicap", *some, "--handicap", "-1")
        self.refused("none.json", *some, "--baseline", self.folder / "none.json", expect=3)
        self.refused("stands for A", *some, "--baseline", self.folder / "none.json", "--planner", "simple,idm")

    def test_stored_runs_side_by_side(self):
        a = self.run_folder("a", "--planner", "simple", *CLOSED)
        b = self.run_folder("b", "--planner", "idm", *CLOSED)
        text = self.cli("compare", a, b).stdout
        self.assertIn("One run of each shows where time goes, not whether simple and idm differ", text)
        self.assertIn("from step", text)
        found = json.loads(self.cli("compare", a, b, "--json", "--gate", "score>=0").stdout)
        self.assertEqual(found["source"], "stored")
        self.assertEqual(found["answer"]["verdict"], "no verdict")
        (scenario,) = found["scenarios"]
        self.assertEqual(scenario["outputs"]["first_inexact"]["part"], "plan")
        self.assertTrue(scenario["outputs"]["first_inexact"]["same_input"])
        self.assertTrue(found["gates_passed"])
        self.assertIn(f"See them side by side: stepscope --compare {a} {b}\n", text)
        # The same from the store, by number.
        self.assertIn("stepscope --compare 1 2\n", self.cli("compare", "1", "run:2").stdout)
        stored = json.loads(self.cli("compare", "1", "run:2", "--json").stdout)
        self.assertEqual(stored["scenarios"][0]["outputs"], scenario["outputs"])
        same = json.loads(self.cli("compare", a, "1", a, "--json").stdout)
        self.assertEqual([one["outputs"] for one in same], ["equal", "equal"])

    def test_stored_runs_that_must_be_equal_and_are_not(self):
        a = self.run_folder("a", "--planner", "simple")
        b = self.run_folder("b", "--planner", "simple")
        self.cli("compare", a, b)
        # Somebody's change: the other planner's log where this run's was.
        other = self.run_folder("c", "--planner", "idm")
        (b / "log.msgpack.xz").write_bytes((other / "log.msgpack.xz").read_bytes())
        done = self.cli("compare", a, b, expect=1)
        self.assertIn("Void: the outputs differ, from step 0 on (plan", done.stdout)

    def test_runs_that_cannot_be_compared_are_refused(self):
        a = self.run_folder("a", "--planner", "simple")
        shorter = self.run_folder("b", "--planner", "simple", selection=["--scenario", TOKEN, "--duration", "6"])
        done = self.cli("compare", a, shorter, expect=3)
        self.assertIn("not comparable with", done.stderr)
        self.assertIn("is one run: two to four are compared", self.cli("compare", a, expect=2).stderr)
        self.assertIn("is about measuring anew", self.cli("compare", a, a, "--planner", "idm", expect=2).stderr)
        self.assertIn("nowhere", self.cli("compare", a, self.folder / "nowhere", expect=3).stderr)
        self.cli("compare", a, "77", expect=3)

    def test_baselines_are_kept_and_compared_with(self):
        file = self.folder / "baseline.json"
        self.measured("--pairs", "6", "--save-baseline", file)
        kept = json.loads(file.read_text())
        self.assertEqual(len(kept["scenarios"][0]["runs"]), 6)
        found = self.found("--pairs", "6", "--baseline", file, "--gate", "total<=1000")
        self.assertEqual(found["source"], "baseline")
        self.assertFalse(found["interleaved"])
        self.assertEqual(found["differences"], [])
        text = self.measured("--pairs", "6", "--baseline", file, "--set", "queries=per-step", "--gate",
                             "database<=0ns", expect=1)
        self.assertIn("not in turn", text.stdout)
        self.assertIn("switch queries", text.stdout)
        self.assertIn("gate failed: database<=0ns", text.stderr)
        done = self.cli("compare", "--data", DATA, "--scenario", TOKEN, "--duration", "6", "--baseline", file, expect=3)
        self.assertIn("baseline.json", done.stderr)
        self.assertIn("steps in the baseline", done.stderr)
        self.assertEqual(done.stdout, "", "refused before anything is measured")

    def test_where_results_cannot_be_kept_nothing_is_measured(self):
        some = ["--data", DATA, *EIGHT_SECONDS]
        file = self.folder / "file"
        file.write_text("kept")
        self.refused("cannot be created", *some, "--out", file, expect=3)
        self.refused("cannot be written", *some, "--save-baseline", self.folder / "nowhere/baseline.json", expect=3)
        self.refused("is a folder", *some, "--save-baseline", self.folder, expect=3)
        self.assertEqual(file.read_text(), "kept")

    def test_an_interrupted_measurement_keeps_its_pairs(self):
        command = [CLI, "compare", "--data", DATA, *EIGHT_SECONDS, *CLOSED, "--planner", "idm", "--profile", "baseline",
                   "--pairs", "2000", "--floor", "0", "--json"]
        with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              env=self.environment) as process:
            time.sleep(6)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=100)
        self.assertEqual(process.returncode, 130, err)
        if out:  # on a machine where two pairs take longer than that there is nothing to tell
            found = json.loads(out)
            self.assertTrue(found["stopped"])
            self.assertGreaterEqual(len(found["pairs"]), 1)
            self.assertLess(len(found["pairs"]), 2000)


if __name__ == "__main__":
    main()
