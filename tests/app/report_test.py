"""The report command: formats, expectations, damaged runs, and a trace as its viewers read it."""
import csv
import html.parser
import json
import shutil

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main

METADATA = {"process_name", "thread_name"}


class Page(html.parser.HTMLParser):
    """Tags that nest, links, and whatever would leave the page."""

    EMPTY = {"meta", "path"}

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.outside, self.wrong = [], set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if (link := attributes.get("href")) is not None:
            self.links.append(link)
        if tag in ("script", "link", "img", "iframe", "object", "embed") or "src" in attributes:
            self.outside.append(tag)
        self.outside += [name for name in attributes if name.startswith("on")]
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(tag)
        else:
            self.open.pop()


class Report(CommandLineCase):
    def simulate(self, *arguments):
        self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, *arguments, "--out", self.folder / "runs")

    def report(self, *arguments, expect=0):
        done = self.cli("report", *arguments, "--out", self.folder / "report", "--json", expect=expect)
        return json.loads(done.stdout) if done.stdout else None, done.stderr

    def check_trace(self, file):
        """Trace Event Format: what every kind of event must have, times that grow, spans that nest in their thread."""
        trace = json.loads(file.read_text())
        self.assertIsInstance(trace["traceEvents"], list)
        open_until, last, kinds = {}, {}, {}
        for event in trace["traceEvents"]:
            kinds[event["ph"]] = kinds.get(event["ph"], 0) + 1
            self.assertIsInstance(event["pid"], int)
            self.assertIsInstance(event["tid"], int)
            self.assertIsInstance(event["name"], str)
            if event["ph"] == "M":
                self.assertIn(event["name"], METADATA)
                self.assertIsInstance(event["args"]["name"], str)
                continue
            self.assertGreaterEqual(event["ts"], 0)
            if event["ph"] == "i":
                self.assertIn(event["s"], "gpt")
            elif event["ph"] == "C":
                self.assertTrue(event["args"] and all(isinstance(v, (int, float)) for v in event["args"].values()))
            else:
                self.assertEqual(event["ph"], "X")
                thread = event["pid"], event["tid"]
                begin, end = round(event["ts"] * 1000), round((event["ts"] + event["dur"]) * 1000)
                self.assertGreaterEqual(begin, last.get(thread, 0), "spans of a thread come in order")
                last[thread] = begin
                stack = open_until.setdefault(thread, [])
                while stack and stack[-1] <= begin:
                    stack.pop()
                self.assertTrue(not stack or end <= stack[-1], "a span ends within the one around it")
                if end > begin:
                    stack.append(end)
        return trace["traceEvents"], kinds

    def test_every_format_of_several_runs(self):
        self.simulate("--profile", "baseline")
        self.simulate("--planner", "log-future", "--profile", "baseline")
        result, _ = self.report(self.folder / "runs", "--format", "md,html,pdf,json,csv,trace")
        self.assertEqual(result["runs"], 2)
        names = {file.rsplit("/", 1)[1] for file in result["files"]}
        self.assertEqual(names, {"report.md", "report.html", "report.pdf", "report.json", "report_steps.csv", "report_stages.csv", "report_breakdown.csv", "trace.json"})
        self.assertEqual(names, {file.name for file in (self.folder / "report").iterdir()})
        self.assertTrue((self.folder / "report/report.pdf").read_bytes().startswith(b"%PDF-"))
        page = Page((self.folder / "report/report.html").read_text())
        self.assertEqual((page.open, page.wrong, page.outside), ([], [], []))
        self.assertTrue(page.links and all(link[1:] in page.ids for link in page.links))
        data = json.loads((self.folder / "report/report.json").read_text())
        self.assertEqual(data["format"], {"name": "stepscope report", "version": 1})
        self.assertEqual({run["facts"]["planner"] for run in data["runs"]}, {"simple", "log-future"})
        for run in data["runs"]:
            root = run["breakdown"]["root"]
            self.assertAlmostEqual(sum(part["share"] for part in root["parts"]), 1.0)
            self.assertEqual({s["switch"] for s in run["slow_switches"]} & {"queries", "connections"}, {"queries", "connections"})
        with open(self.folder / "report/report_steps.csv", newline="") as file:
            self.assertEqual(len(list(csv.DictReader(file))), 2 * 80)
        events, kinds = self.check_trace(self.folder / "report/trace.json")
        self.assertEqual(kinds["i"], 2 * 80)
        self.assertEqual({event["pid"] for event in events}, {1, 2})
        statements = [event for event in events if event["name"] == "database"]
        self.assertTrue(statements and all("SELECT" in event["args"]["sql"] for event in statements))

    def check_tree(self, node):
        """The parts of a node add up to it, what is its own included."""
        if not node["parts"]:
            return
        self.assertEqual([part["own"] for part in node["parts"]], [False] * (len(node["parts"]) - 1) + [True])
        self.assertAlmostEqual(sum(part["share"] for part in node["parts"]), node["share"])
        self.assertAlmostEqual(sum(part["share_of_parent"] for part in node["parts"]), 1.0)
        self.assertAlmostEqual(sum(part["total_ns"]["mean"] for part in node["parts"]), node["total_ns"]["mean"], delta=1e-3)
        self.assertEqual(node["parts"][-1]["total_ns"], node["own_ns"])
        for part in node["parts"]:
            self.check_tree(part)

    def lines_of(self, node):
        yield node
        for part in node["parts"]:
            yield from self.lines_of(part)

    def test_the_breakdown_adds_up_in_json_and_csv(self):
        """One tree in every format: what no stage accounts for is a part like any other, with its own time as its total."""
        demo = self.folder / "demo"
        self.cli("demo", "--out", demo)
        anchors = json.loads(self.cli("scenarios", "--data", demo, "--json").stdout)
        self.cli("simulate", "--data", demo, "--scenario", anchors[0]["token"], "--duration", "5", "--planner", "idm",
                 "--profile", "baseline", "--out", self.folder / "runs")
        self.report(self.folder / "runs", "--format", "json,csv")
        (run,) = json.loads((self.folder / "report/report.json").read_text())["runs"]
        root = run["breakdown"]["root"]
        self.assertEqual((root["stage"], root["share"]), ("step", 1.0))
        self.check_tree(root)
        step_ns, stages = run["statistics"]["step_ns"]["mean"], run["statistics"]["stages"]
        self.assertAlmostEqual(root["total_ns"]["mean"], step_ns, delta=1e-3)
        self.assertAlmostEqual(sum(stage["own_ns"]["mean"] for stage in stages), step_ns, delta=1e-3)
        self.assertAlmostEqual(sum(stage["share"] for stage in stages), 1.0)
        (unaccounted,) = [stage for stage in stages if stage["stage"] == "unaccounted"]
        self.assertEqual(unaccounted["total_ns"], unaccounted["own_ns"])
        self.assertEqual(unaccounted["own_ns"]["mean"], root["parts"][-1]["own_ns"]["mean"])
        with open(self.folder / "report/report_stages.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["stage"] for row in rows], [stage["stage"] for stage in stages])
        for row, stage in zip(rows, stages):
            for kind in ("own", "total"):
                self.assertAlmostEqual(float(row[kind + "_mean_ns"]), stage[kind + "_ns"]["mean"], delta=1e-3)
        self.assertAlmostEqual(sum(float(row["own_mean_ns"]) for row in rows), step_ns, delta=0.1)
        with open(self.folder / "report/report_breakdown.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        nodes = list(self.lines_of(root))
        self.assertEqual([(row["stage"], row["own"] == "1") for row in rows], [(node["stage"], node["own"]) for node in nodes])
        for row, node in zip(rows, nodes):
            self.assertAlmostEqual(float(row["total_mean_ns"]), node["total_ns"]["mean"], delta=1e-3)
            below = [float(other["total_mean_ns"]) for other in rows if other["above"] == row["line"]]
            if below:
                self.assertAlmostEqual(sum(below), float(row["total_mean_ns"]), delta=0.1)
        with open(self.folder / "report/report_steps.csv", newline="") as file:
            steps = list(csv.DictReader(file))
        self.assertAlmostEqual(sum(int(row["wall_ns"]) for row in steps) / len(steps), step_ns, delta=1e-3)

    def test_the_trace_of_a_run_folder_is_the_same_kind(self):
        self.simulate()
        (run,) = (self.folder / "runs").iterdir()
        self.check_trace(run / "trace.json")
        page = Page((run / "report.html").read_text())
        self.assertEqual((page.open, page.wrong, page.outside), ([], [], []))
        self.assertIn("The scene at step", (run / "report.html").read_text())

    def test_a_damaged_run_among_others_is_said_and_left_out(self):
        self.simulate()
        (good,) = (self.folder / "runs").iterdir()
        shutil.copytree(good, self.folder / "runs/bad")
        (self.folder / "runs/bad/steps.csv").write_text("step,time_us\n0,1\n")
        result, said = self.report(self.folder / "runs", expect=3)
        self.assertEqual((result["runs"], len(result["damaged"])), (1, 1))
        self.assertIn("bad/steps.csv", said)
        self.assertTrue((self.folder / "report/report.md").is_file())
        nothing, said = self.report(self.folder / "runs/bad", expect=3)
        self.assertIsNone(nothing)

    def test_a_damaged_trace_is_named(self):
        self.simulate()
        (run,) = (self.folder / "runs").iterdir()
        (run / "trace.json").write_text('{"traceEvents": [{"ph": "X", "tid": 1}]}')
        self.assertIn("trace.json: event 0", self.report(run, expect=3)[1])
        (run / "trace.json").unlink()
        self.report(run)
        self.assertIn("No spans were recorded", (self.folder / "report/report.md").read_text())

    def test_expectations_come_from_a_file(self):
        self.simulate()
        file = self.folder / "expectations.json"
        entry = {"measure": "step_mean_ms", "at_most": 0}
        file.write_text(json.dumps({"format": {"name": "stepscope expectations", "version": 1}, "expectations": [entry]}))
        self.report(self.folder / "runs", "--expect", file, "--format", "json")
        (run,) = json.loads((self.folder / "report/report.json").read_text())["runs"]
        (surprise,) = run["surprises"]
        self.assertEqual((surprise["measure"], surprise["met"]), ("step_mean_ms", False))
        file.write_text(json.dumps({"format": {"name": "stepscope expectations", "version": 1}, "expectations": [{"measure": "x"}]}))
        said = self.report(self.folder / "runs", "--expect", file, expect=3)[1]
        self.assertIn("expectations.json: expectation 1, measure", said)

    def test_a_stored_run_that_is_not_there_is_said(self):
        said = self.report("run:7", "--store", self.folder / "nowhere.db", expect=3)[1]
        self.assertIn("nowhere.db", said)
        self.assertIn("no number of a run", self.report("run:x", "--store", self.folder / "nowhere.db", expect=3)[1])

    def test_unknown_formats_are_wrong_usage(self):
        self.assertIn("docx", self.report(self.folder, "--format", "md,docx", expect=2)[1])


if __name__ == "__main__":
    main()
