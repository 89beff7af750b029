"""Models: what a run with one says and saves, and the script that exports one's own. Arguments: the program, a data root."""
import hashlib
import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

from command_line_case import CLI, DATA, TOKEN, CommandLineCase, main

SCRIPT = Path(__file__).resolve().parents[2] / "resources/models/export_raster_model.py"
RUN = ["--data", DATA, "--all", "--limit", 1, "--duration", 3, "--offset", 0]
HAS_MODULE = (Path(CLI).resolve().parent / "libstepscope_torch.so").exists()


def python_with_torch():
    for python in ("/usr/bin/python3", sys.executable):
        tried = subprocess.run([python, "-c", "import torch"], capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    return None


PYTHON = python_with_torch() if HAS_MODULE else None


class WithoutAModel(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.environment["STEPSCOPE_MODELS"] = str(self.folder / "models")

    def ml(self, *options, expect):
        return self.cli("simulate", *RUN, "--out", self.folder / "out", "--planner", "ml-raster", *options, expect=expect)

    def test_no_model_says_what_to_give(self):
        error = self.ml(expect=2).stderr
        self.assertIn("planner ml-raster, model: there is no model \"demo-driver\"", error)
        self.assertIn("give the path of a TorchScript file", error)
        self.assertIn("there is no file \"gone.pt\"", self.ml("--model", "gone.pt", expect=2).stderr)

    def test_a_model_is_for_planners_that_ask_one(self):
        done = self.cli("simulate", *RUN, "--out", self.folder / "out", "--planner", "idm", "--model", "x.pt", expect=2)
        self.assertIn("--model: none of these planners asks a model", done.stderr)

    def test_a_wrong_side_entry_is_named(self):
        model = self.folder / "m.pt"
        model.write_bytes(b"x")
        model.with_suffix(".json").write_text('{"poses": "many"}')
        self.assertIn("m.json: poses: is not a whole number", self.ml("--model", model, expect=3).stderr)

    def test_a_broken_model_is_bad_input_and_the_run_says_so(self):
        model = self.folder / "m.pt"
        model.write_bytes(b"this is no archive")
        done = self.ml("--model", model, expect=3 if HAS_MODULE else 4)
        self.assertIn("m.pt" if HAS_MODULE else "learning module", done.stderr)
        manifest = json.loads(next((self.folder / "out").glob("*/manifest.json")).read_text())
        self.assertEqual((manifest["status"], manifest["steps"]), ("failed", 0))
        self.assertEqual(manifest["model"]["name"], "m.pt")
        self.assertEqual(len(manifest["model"]["sha256"]), 64)
        self.assertIs(manifest["model"]["contract"]["assumed"], True)
        self.assertNotIn("network", manifest["model"])

    @unittest.skipUnless(HAS_MODULE, "built without the learning module")
    def test_a_broken_model_is_bad_input_to_a_batch_which_makes_its_runs_again(self):
        model = self.folder / "m.pt"
        model.write_bytes(b"this is no archive")
        out = self.folder / "batch"
        for _ in range(2):
            done = self.cli("batch", *RUN, "--out", out, "--planner", "ml-raster", "--model", model, expect=3)
            self.assertIn("m.pt", done.stderr)
            self.assertIn("bad_input", (out / "scores.csv").read_text())
            self.assertNotIn("were complete already", done.stderr)
        self.assertEqual(list(out.glob("*/manifest.json")), [])


@unittest.skipUnless(PYTHON, "needs the learning module and python3-torch")
class Exported(CommandLineCase):
    def export(self, name, *options, expect=0):
        model = self.folder / name
        done = subprocess.run([PYTHON, SCRIPT, model, *map(str, options)], capture_output=True, text=True, check=False,
                              env={**os.environ, "OMP_NUM_THREADS": "1"})
        self.assertEqual(done.returncode, expect, done.stderr)
        self.message = done.stderr
        return model

    def small(self):
        return self.export("small.pt", "--size", 64, "--resolution", 1, "--channels", "roadmap", "agents", "ego_speed",
                           "past_agents", "--poses", 8, "--training-data", "none at all")

    def test_says_what_it_promises_and_keeps_it(self):
        model = self.small()
        said = json.loads(self.cli("model", model, "--json").stdout)
        self.assertEqual(said["contract"]["raster"]["channels"], ["roadmap", "agents", "ego_speed", "past_agents"])
        self.assertEqual((said["contract"]["poses"], said["contract"]["raster"]["size_px"]), (8, 64))
        self.assertGreater(said["network"]["parameters"], 1000)
        self.assertEqual([mode["mode"] for mode in said["library"]["modes"]],
                         ["float32", "channels-last", "fused", "bf16", "int8"])
        self.assertIn("none at all", self.cli("model", model).stdout)
        model.with_suffix(".json").unlink()
        broken = self.cli("model", model, expect=3)
        self.assertIn("No side entry small.json", broken.stdout)
        self.assertIn("small.pt", broken.stderr)

    def test_drives(self):
        model = self.small()
        out = self.folder / "out"
        self.cli("simulate", *RUN, "--out", out, "--planner", "ml-raster", "--model", model, "--set", "inference=float32",
                 "--challenge", "closed-loop-nonreactive-agents")
        run = next(out.iterdir())
        manifest = json.loads((run / "manifest.json").read_text())
        self.assertEqual(manifest["status"], "reached_end")
        network = manifest["model"]["network"]
        self.assertEqual((network["mode"], network["threads"], network["device"]), ("float32", 1, "cpu"))
        self.assertGreater(network["load_ms"], 0)
        side_entry = hashlib.sha256(model.with_suffix(".json").read_bytes()).hexdigest()
        self.assertEqual(manifest["model"]["contract"], {"name": "small", "assumed": False, "sha256": side_entry})
        steps = (run / "steps.csv").read_text().splitlines()
        columns = steps[0].split(",")
        for stage in ("features", "inference", "postprocess"):
            self.assertTrue(any(int(line.split(",")[columns.index(next(c for c in columns if c.startswith(stage)))]) > 0
                                for line in steps[1:]), stage)

    def test_forms_are_compared_with_float32(self):
        model = self.small()
        said = json.loads(self.cli("model", model, "--deviation", "--data", DATA, "--scenario", TOKEN, "--duration", 3,
                                   "--offset", 0, "--json").stdout)
        modes = {mode["mode"]: mode for mode in said["deviation"]}
        self.assertEqual(modes["float32"]["position_m"], 0)
        self.assertLess(modes["fused"]["position_m"], 1e-3)
        self.assertGreater(modes["bf16"]["position_m"], modes["fused"]["position_m"])

    def test_another_model_is_another_run(self):
        model = self.small()
        out = self.folder / "batch"
        batch = ["batch", *RUN, "--out", out, "--planner", "ml-raster", "--model", model, "--json"]
        self.cli(*batch)
        manifest = next(out.glob("*/manifest.json"))
        first = manifest.stat().st_mtime_ns
        self.cli(*batch)
        self.assertEqual(manifest.stat().st_mtime_ns, first)
        self.export("small.pt", "--size", 64, "--channels", "roadmap", "--poses", 8)
        self.cli(*batch)
        self.assertNotEqual(manifest.stat().st_mtime_ns, first)

    def test_the_script_says_what_is_wrong(self):
        made = self.folder / "made.py"
        made.write_text("import torch\n\ndef make():\n    return torch.nn.Flatten()\n")
        self.export("x.pt", "--module", f"{made}:make", expect=1)
        self.assertIn("48 are needed", self.message)
        self.export("x.pt", "--module", f"{made}:other", expect=1)
        self.assertIn("has no other()", self.message)
        self.export("x.onnx", expect=2)
        self.assertIn("OUT must end in .pt", self.message)
        self.assertFalse((self.folder / "x.pt").exists())


if __name__ == "__main__":
    main()
