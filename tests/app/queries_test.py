"""The ledger of statements: in run folders and printed. Arguments: the program, a data root."""
import csv
import json
import re
import shutil
import sqlite3

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main

# Statements of a step, each on a connection of its own, as in the reference.
PER_STEP = {"open-loop-boxes": 7, "closed-loop-nonreactive-agents": 6, "closed-loop-reactive-agents": 8}
INDEXES = ("ix_lidar_box_lidar_pc_token", "ix_traffic_light_status_lidar_pc_token", "ix_lidar_pc_timestamp")


class Queries(CommandLineCase):
    def simulate(self, *options, data=DATA):
        shutil.rmtree(self.folder / "runs", ignore_errors=True)
        self.cli("simulate", "--data", data, *EIGHT_SECONDS, *options, "--out", self.folder / "runs")
        (manifest,) = (self.folder / "runs").glob("*/manifest.json")
        return manifest.parent

    def ledger(self, *arguments):
        (ledger,) = json.loads(self.cli("queries", *arguments, "--json").stdout)
        return ledger

    def test_the_references_access_pattern(self):
        for challenge, statements in PER_STEP.items():
            for planner, more in (("simple", 0), ("log-future", 3)):
                run = self.simulate("--profile", "baseline", "--planner", planner, "--challenge", challenge)
                ledger = self.ledger(run)
                for step in ledger["steps"][:-1]:
                    self.assertEqual(step["statements"], statements + more, (challenge, planner, step))
                    self.assertEqual(step["connections"], statements + more, (challenge, planner, step))
                with open(run / "steps.csv", newline="") as file:
                    for step, row in zip(ledger["steps"], csv.DictReader(file), strict=True):
                        for count in ("statements", "rows", "connections"):
                            self.assertEqual(step[count], int(row[count]), (challenge, planner, step))

    def test_a_row_per_object_is_about_as_many_statements_as_objects(self):
        run = self.simulate("--profile", "baseline", "--set", "queries=per-object")
        with open(run / "steps.csv", newline="") as file:
            steps = list(csv.DictReader(file))
        for step, row in zip(self.ledger(run)["steps"], steps, strict=True):
            self.assertEqual(step["statements"], int(row["statements"]))
            self.assertEqual(step["connections"], step["statements"], "each on a connection of its own")
            self.assertGreater(step["rows"], step["statements"], "the boxes of a frame are rows of one statement")
        tracks = next(s for s in self.ledger(run)["statements"] if "FROM track" in s["statement"])
        objects = sum(int(row["agents"]) for row in steps[1:]) + int(steps[-1]["agents"])
        self.assertEqual(tracks["statements"], objects, "the objects of the step after, in the last one its own")
        self.assertGreater(tracks["cacheable"], tracks["statements"] // 2)

    def test_the_fast_profile_asks_nothing_and_says_so(self):
        run = self.simulate()
        self.assertEqual(self.ledger(run)["in_steps"]["statements"], 0)
        text = self.cli("queries", run).stdout
        self.assertIn("read before the first step", text)
        self.assertRegex(text, r"loading the scenario, before the run: \d+ statements, \d+ rows, 1 connections")

    def test_loading_is_apart_from_the_steps(self):
        ledger = self.ledger(self.simulate("--profile", "baseline"))
        loading = ledger["loading"]
        self.assertGreater(loading["statements"], 0)
        self.assertEqual(sum(s["statements"] for s in ledger["statements_of_loading"]), loading["statements"])
        self.assertEqual(sum(step["statements"] for step in ledger["steps"]), ledger["in_steps"]["statements"])
        self.assertEqual(ledger["counted"]["statements"], ledger["in_steps"]["statements"], "without those of loading")

    def test_text_and_json_of_steps_and_runs(self):
        run = self.simulate("--profile", "baseline", "--challenge", "closed-loop-nonreactive-agents")
        whole, one, some = self.ledger(run), self.ledger(run, "--step", "7"), self.ledger(run, "--step", "7-9")
        self.assertEqual([step["step"] for step in one["steps"]], [7])
        self.assertEqual(one["in_steps"]["statements"], 6)
        self.assertEqual([step["step"] for step in some["steps"]], [7, 8, 9])
        self.assertEqual(sum(s["statements"] for s in whole["statements"]), whole["in_steps"]["statements"])
        objects = next(s for s in whole["statements"] if "lidar_box" in s["statement"])
        self.assertEqual(objects["call_sites"][0]["call_site"], "step › propagation › propagation: observation")
        self.assertIn("searches index ix_lidar_box_lidar_pc_token of lidar_box", objects["verdict"])
        self.assertFalse(objects["scans"])
        lights = next(s for s in whole["statements"] if "traffic_light_status" in s["statement"])
        self.assertEqual(lights["repeats_in_step"], 80, "asked twice in each of the 80 steps")
        text = self.cli("queries", run, "--step", "7").stdout
        self.assertIn("step 7: 6 statements", text)
        self.assertIn("plan: ", text)
        self.assertEqual(len(json.loads(self.cli("queries", run, run.parent, "--json").stdout)), 2)
        self.assertEqual(text.count("· profile baseline"), 1)
        self.assertEqual(self.cli("queries", run, run.parent).stdout.count("· profile baseline"), 2)
        for wrong, code in (("x", 2), ("9-7", 2), ("-1", 2), ("7-", 2), ("999", 3)):
            self.assertIn("--step", self.cli("queries", run, f"--step={wrong}", expect=code).stderr)
        self.cli("queries", expect=2)
        self.assertIn("nowhere", self.cli("queries", self.folder / "nowhere", expect=3).stderr)

    def test_a_log_without_its_indexes_shows_the_scan(self):
        root = self.folder / "root"
        shutil.copytree(DATA, root)
        with sqlite3.connect(root / "splits/synthetic/synthetic-mini-01.db") as log:
            for index in INDEXES:
                log.execute(f"DROP INDEX {index}")
            (boxes,) = log.execute("SELECT count(*) FROM lidar_box").fetchone()
        log.close()
        run = self.simulate("--profile", "baseline", data=root)
        objects = next(s for s in self.ledger(run)["statements"] if "lidar_box" in s["statement"])
        self.assertTrue(objects["scans"])
        self.assertEqual(objects["scanned_rows"], objects["statements"] * (boxes - 1), "from the first row to the last")
        gone_through = re.search(r"scans the whole table lidar_box: about ([\d ]+) rows gone through", objects["verdict"])
        self.assertEqual(int(gone_through[1].replace(" ", "")), boxes)

    def test_every_execution_is_in_the_folder(self):
        run = self.simulate("--profile", "baseline")
        with open(run / "queries.csv", newline="") as file:
            queries = list(csv.DictReader(file))
        with open(run / "statements.csv", newline="") as file:
            executions = list(csv.DictReader(file))
        self.assertEqual(list(queries[0])[:6], ["statement", "calls", "rows", "total_ns", "connections", "repeats"])
        for query in queries:
            own = [e for e in executions if e["number"] == query["number"]]
            self.assertEqual(len(own), int(query["calls"]))
            for count, column in (("rows", "rows"), ("total_ns", "ns"), ("connections", "connections"),
                                  ("repeats", "repeat")):
                self.assertEqual(sum(int(e[column]) for e in own), int(query[count]), count)
            self.assertEqual(set(query["call_site"].split("\n")), {e["call_site"] for e in own})
        (run / "statements.csv").write_text("step,number\n1,1\n")
        self.assertIn("statements.csv: line 1", self.cli("queries", run, expect=3).stderr)


if __name__ == "__main__":
    main()
