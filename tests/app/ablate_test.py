"""The ablate command: what it refuses, what it writes, stopping and going on, savings in a report."""
import csv
import json
import signal
import subprocess
import time

from command_line_case import CLI, DATA, EIGHT_SECONDS, TOKEN, CommandLineCase, main

TWO_SECONDS = ["--scenario", TOKEN, "--duration", "2", "--offset", "0", "--subsample", "0.5"]


class Ablate(CommandLineCase):
    def ablate(self, *arguments, expect=0, scenario=tuple(TWO_SECONDS)):
        return self.cli("ablate", "--data", DATA, *scenario, *arguments, "--out", self.folder / "out", expect=expect)

    def test_refusals_name_the_reason_and_leave_nothing(self):
        for arguments, code, reason in [
            (["--pairs", 5], 2, "5 pairs can show nothing"),
            (["--switches", "1,13"], 2, "switch 13: unknown"),
            (["--switches", "queries=never"], 2, '"never" is not one of'),
            (["--planner", "psychic"], 2, 'there is no planner "psychic"'),
            (["--profile", "fast"], 2, "not expected"),
        ]:
            with self.subTest(arguments):
                self.assertIn(reason, self.ablate(*arguments, expect=code).stderr)
                self.assertFalse((self.folder / "out").exists())
        far = ["--scenario", TOKEN, "--duration", "2", "--offset", "-100"]
        self.assertIn("scenario " + TOKEN, self.ablate(scenario=far, expect=3).stderr)

    def test_measures_writes_and_is_read_by_a_report(self):
        done = self.ablate("--switches", "4,6,2", "--pairs", 6, "--json")
        result = json.loads(done.stdout)
        self.assertTrue(result["complete"])
        self.assertEqual([row["number"] for row in result["rows"]], [2, 4, 6])
        self.assertIn("not used by this planner", result["rows"][0]["alone"]["why_not"])
        for row in result["rows"][1:]:
            for column in ("alone", "removed_from_fast", "cumulative"):
                self.assertEqual(row[column]["pairs"], 6)
                self.assertEqual(row[column]["output"]["state"], "equal")
        self.assertEqual(json.loads((self.folder / "out/ablation.json").read_text()), result)
        self.assertIn("<svg", (self.folder / "out/ablation.html").read_text())
        self.assertIn("connections pooled", (self.folder / "out/ablation.md").read_text())
        rows = list(csv.DictReader((self.folder / "out/ablation.csv").open()))
        self.assertEqual(len(rows), 3 * 3 + 3)
        self.assertFalse((self.folder / "out/log").exists())
        # Nothing is begun over it; going on finds nothing to do.
        self.assertIn("--resume", self.ablate("--switches", "4,6,2", "--pairs", 6, expect=3).stderr)
        again = json.loads(self.ablate("--switches", "4,6,2", "--pairs", 6, "--resume", "--json").stdout)
        self.assertEqual(again["rows"], result["rows"])
        other = self.ablate("--switches", "4,6,2", "--pairs", 6, "--seed", 2, "--resume", expect=3)
        self.assertIn('seed was "1" and is "2"', other.stderr)

        for planner, said in (("simple", "measured: saves"), ("idm", "another planner (simple, here idm)")):
            runs = self.folder / planner
            self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, "--planner", planner, "--profile", "baseline",
                     "--out", runs)
            self.cli("report", runs, "--savings", self.folder / "out/ablation.json", "--out", self.folder / "report")
            self.assertIn(said, (self.folder / "report/report.md").read_text())
        self.cli("report", self.folder / "simple", "--savings", self.folder / "out/ablation.csv", "--out",
                 self.folder / "report", expect=3)

    def test_interrupted_keeps_what_is_done_and_goes_on(self):
        arguments = [CLI, "ablate", "--data", DATA, *EIGHT_SECONDS, "--switches", "4,6", "--pairs", "6", "--out",
                     self.folder / "out"]
        state = self.folder / "out/ablation.state.jsonl"
        with subprocess.Popen(list(map(str, arguments)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=self.environment, text=True) as running:
            while running.poll() is None and not (state.exists() and state.read_text().count("\n") > 2):
                time.sleep(0.02)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=100)
        self.assertEqual(running.returncode, 130, said)
        kept = state.read_text().splitlines()
        with state.open("a") as file:
            file.write('{"plan":"half a li')
        result = json.loads(self.cli(*arguments[1:], "--resume", "--json").stdout)
        self.assertTrue(result["complete"])
        self.assertEqual(state.read_text().splitlines()[:len(kept)], kept)


if __name__ == "__main__":
    main()
