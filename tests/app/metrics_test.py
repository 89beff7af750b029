"""Scores: in run folders, printed, computed again. Arguments: the program, a data root."""
import json
import shutil

from command_line_case import DATA, DB, EIGHT_SECONDS, CommandLineCase, main


class Metrics(CommandLineCase):
    def simulate(self, *options):
        done = self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, *options, "--out", self.folder / "runs", "--json")
        (line,) = json.loads(done.stdout)
        return line

    def run_folder(self):
        (manifest,) = (self.folder / "runs").glob("*/manifest.json")
        return manifest.parent

    def test_simulate_writes_and_tells_the_score(self):
        line = self.simulate("--challenge", "closed-loop-nonreactive-agents")
        metrics = json.loads((self.run_folder() / "metrics.json").read_text())
        self.assertEqual(set(metrics), {"scores", "final_score", "set", "multipliers", "weights", "metrics"})
        self.assertEqual(metrics["scores"], line["scores"])
        if line["scores"]:
            self.assertEqual(metrics["final_score"], line["final_score"])
        self.assertEqual(set(metrics["scores"]), set(metrics["multipliers"]) | set(metrics["weights"]))
        for metric in metrics["metrics"].values():
            self.assertLessEqual({"score", "statistics", "series", "violations"}, set(metric))
        text = self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, "--out", self.folder / "other").stdout
        self.assertIn("score", text.splitlines()[0])
        self.assertIn("### Score", (self.run_folder() / "report.md").read_text())

    def test_metrics_of_a_saved_run_are_those_of_the_run(self):
        for challenge in ("open-loop-boxes", "closed-loop-nonreactive-agents"):
            shutil.rmtree(self.folder / "runs", ignore_errors=True)
            self.simulate("--challenge", challenge)
            file = self.run_folder() / "metrics.json"
            before = file.read_bytes()
            for data in ([], ["--data", DATA], ["--db", DB], ["--db", DB, "--maps", DATA / "maps"]):
                file.unlink(missing_ok=True)
                self.cli("metrics", self.run_folder(), *data)
                self.assertEqual(file.read_bytes(), before, (challenge, data))

    def test_a_stored_run_is_named_as_everywhere(self):
        """Scored again from the store's frames: the score it had; the store itself stays as it is."""
        for challenge in ("open-loop-boxes", "closed-loop-nonreactive-agents"):
            line = self.simulate("--challenge", challenge)
            (row,) = json.loads(self.cli("runs", "list", "--json").stdout)[:1]
            (again,) = json.loads(self.cli("metrics", f"run:{row['run']}", "--json").stdout)
            self.assertEqual(again, {"run": row["run"], "final_score": line["final_score"], "scores": line["scores"]})
        both = json.loads(self.cli("metrics", "run:1", self.folder / "runs", "--json").stdout)
        self.assertEqual(both[0]["run"], 1)
        self.assertIn("run:1", self.cli("metrics", "run:1", "--data", DATA).stdout)
        self.assertIn("99", self.cli("metrics", "run:99", expect=3).stderr)
        self.assertIn("no number of a run", self.cli("metrics", "run:x", expect=3).stderr)

    def test_folders_of_runs_and_json(self):
        self.simulate()
        self.simulate("--planner", "log-future")
        rows = json.loads(self.cli("metrics", self.folder / "runs", "--json").stdout)
        self.assertEqual(len(rows), 2)
        self.assertIn(str(self.folder / "runs"), self.cli("metrics", self.folder / "runs").stdout)

    def test_data_that_moved_or_changed(self):
        root = self.folder / "root"
        shutil.copytree(DATA, root)
        self.cli("simulate", "--data", root, *EIGHT_SECONDS, "--out", self.folder / "runs")
        shutil.move(root, self.folder / "moved")
        done = self.cli("metrics", self.run_folder(), expect=3)
        self.assertIn("synthetic-mini-01.db", done.stderr)
        self.cli("metrics", self.run_folder(), "--data", self.folder / "moved")
        with open(self.folder / "moved/splits/synthetic/synthetic-mini-01.db", "ab") as file:
            file.write(b"more")
        done = self.cli("metrics", self.run_folder(), "--data", self.folder / "moved", expect=3)
        self.assertIn("its content differs", done.stderr)
        self.assertIn("nowhere", self.cli("metrics", self.run_folder(), "--data", self.folder / "nowhere", expect=3).stderr)

    def test_damaged_folders_name_file_and_field(self):
        self.simulate()
        run = self.run_folder()
        done = self.cli("metrics", self.folder / "nowhere", expect=3)
        self.assertIn("nowhere", done.stderr)
        packed = (run / "log.msgpack.xz").read_bytes()
        (run / "log.msgpack.xz").write_bytes(packed[: len(packed) // 2])
        self.assertIn("log.msgpack.xz", self.cli("metrics", run, expect=3).stderr)
        (run / "log.msgpack.xz").write_bytes(packed)
        metrics = json.loads((run / "metrics.json").read_text())
        metrics["final_score"] = "much"
        (run / "metrics.json").write_text(json.dumps(metrics))
        done = self.cli("report", run, "--out", self.folder / "report", expect=3)
        self.assertIn("metrics.json: final_score", done.stderr)
        manifest = json.loads((run / "manifest.json").read_text())
        del manifest["request"]
        (run / "manifest.json").write_text(json.dumps(manifest))
        self.assertIn("request", self.cli("metrics", run, expect=3).stderr)
        self.cli("metrics", expect=2)


if __name__ == "__main__":
    main()
