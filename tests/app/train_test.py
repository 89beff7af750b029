"""Training a small network on copies of the data root. Arguments: the program, a data root."""
import csv
import json
import shutil
import signal
import subprocess
import unittest

from command_line_case import CLI, DATA, CommandLineCase, main

TINY = ["--size", "32", "--resolution", "2.5", "--batch", "16", "--every", "10", "--validation", "0.4", "--threads", "1"]


class Train(CommandLineCase):
    def setUp(self):
        super().setUp()
        self.roots = [self.folder / name for name in ("a", "b")]
        for root in self.roots:
            shutil.copytree(DATA, root)
        self.model = self.folder / "model.pt"

    def arguments(self, *more, data=None):
        roots = ",".join(map(str, data if data is not None else self.roots))
        return ["train", "--data", roots, "--out", str(self.model), *TINY, *more]

    def need_torch(self, done):
        for lacking in ("learning module", 'no planner "ml-raster"'):
            if lacking in done.stderr:
                self.skipTest(done.stderr.strip().splitlines()[-1])

    def try_train(self, *more):
        done = subprocess.run([CLI, *self.arguments(*more)], capture_output=True, text=True, env=self.environment,
                              stdin=subprocess.DEVNULL, timeout=280)
        self.need_torch(done)
        return done

    def trained(self, *more):
        done = self.try_train(*more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_a_model_its_side_entry_and_its_curve(self):
        done = self.trained("--epochs", "3", "--json", "--quiet", "--seed", "4")
        told = json.loads(done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertEqual([point["epoch"] for point in told["curve"]], [1, 2, 3])
        self.assertLess(told["curve"][2]["loss"], told["curve"][0]["loss"])
        self.assertGreater(self.model.stat().st_size, 1000)
        with (self.folder / "model.curve.csv").open() as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 3)
        self.assertAlmostEqual(float(rows[2]["fde_3s_m"]), told["curve"][2]["fde_m"][0], places=3)
        contract = json.loads((self.folder / "model.json").read_text())
        self.assertEqual(contract["name"], "model")
        self.assertEqual(contract["raster"]["size_px"], 32)
        self.assertIn("seed 4", contract["training_data"])
        self.assertIn("--size 32 --resolution 2.5", contract["training_data"])

    def test_stopped_and_resumed_is_as_if_it_had_not_been(self):
        self.trained("--epochs", "2", "--quiet")
        whole = self.curve()
        refused = self.try_train("--epochs", "2", "--quiet", "--data", str(self.folder / "not read"))
        self.assertEqual(refused.returncode, 3)
        self.assertIn("model.training.json: a training is there already", refused.stderr)
        self.trained("--epochs", "2", "--quiet", "--overwrite")
        self.assertEqual(self.curve(), whole)
        rest = self.stop_after(2, "--epochs", "200", "--overwrite")
        self.assertIn("--resume goes on", rest)
        stopped = self.curve()
        done = self.trained("--epochs", str(len(stopped) + 1), "--resume")
        self.assertEqual(self.curve()[:len(stopped)], stopped)
        self.assertEqual(len(self.curve()), len(stopped) + 1, done.stderr)
        refused = self.try_train("--epochs", "9", "--resume", "--learning-rate", "0.01")
        self.assertEqual(refused.returncode, 3)
        self.assertIn('begun with "learning rate 0.001", and cannot go on with "learning rate 0.01"', refused.stderr)
        self.assertNotIn("batch", refused.stderr)

    def test_the_network_drives_and_a_planner_says_what_would_have_been_right(self):
        rounds = ["--expert", "log,idm", "--rounds", "1", "--drive-every", "5"]
        done = self.trained("--epochs", "4", *rounds)
        self.assertIn("round 1: the network drives: ", done.stderr)
        self.assertTrue((self.folder / "model.round-1.pt").exists())
        whole = self.curve()
        self.assertEqual([row["examples"] for row in whole][0], whole[1]["examples"])
        self.assertGreater(int(whole[2]["examples"]), int(whole[1]["examples"]))  # from the third epoch of four on
        self.stop_after(3, "--epochs", "4", "--overwrite", *rounds)
        self.trained("--epochs", "4", "--resume", *rounds)
        self.assertEqual(self.curve(), whole)

    def stop_after(self, epoch, *more):
        with subprocess.Popen([CLI, *self.arguments(*more)], stderr=subprocess.PIPE, text=True,
                              stdout=subprocess.DEVNULL, env=self.environment, stdin=subprocess.DEVNULL) as process:
            for line in process.stderr:
                if line.startswith(f"epoch {epoch:3}"):
                    break
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
            self.assertIn(process.wait(60), (0, 130), rest)
            return rest

    def curve(self):
        with (self.folder / "model.curve.csv").open() as file:
            return [{key: value for key, value in row.items() if key != "seconds"} for row in csv.DictReader(file)]

    def test_a_full_disk_keeps_the_last_good_files(self):
        self.trained("--epochs", "1", "--quiet")
        files = {file: file.read_bytes() for file in self.folder.glob("model.*")}
        limit = max(map(len, files.values())) // 2 // 1024  # KiB: the largest file cannot be written any more
        done = subprocess.run(["bash", "-c", f'ulimit -f {limit}; exec "$0" "$@"', CLI,
                               *self.arguments("--epochs", "2", "--resume")], capture_output=True, text=True,
                              env=self.environment, stdin=subprocess.DEVNULL, timeout=200)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("cannot be written: File too large", done.stderr)
        for file, content in files.items():
            if ".checkpoint" in file.name or file.name == "model.training.json":
                self.assertEqual(file.read_bytes(), content, file)
        self.trained("--epochs", "2", "--resume", "--quiet")

    def test_bad_data_is_named(self):
        done = subprocess.run([CLI, *self.arguments(data=[self.roots[0]])], capture_output=True, text=True,
                              env=self.environment, timeout=200)
        self.need_torch(done)
        self.assertEqual(done.returncode, 3)
        self.assertIn("at least two logs", done.stderr)
        done = self.cli(*self.arguments(data=[self.folder / "nowhere"]), expect=3)
        self.assertIn("nowhere", done.stderr)

    def test_files_are_looked_at_before_the_data(self):
        for model, more, named in (("model.pt", ["--resume"], "model.training.json: "), ("no/x.pt", [], "no: there is no")):
            self.model = self.folder / model
            done = self.try_train("--data", str(self.folder / "nowhere"), *more)
            self.assertEqual(done.returncode, 3)
            self.assertIn(named, done.stderr)
            self.assertNotIn("nowhere", done.stderr)

    def test_wrong_usage(self):
        for wrong, named in ((("--channels", "ego,colour"), "colour"), (("--expert", "log-future"), "log-future"),
                             (("--rounds", "1"), "rounds"), (("--epochs", "0"), "epochs"), (("--batch", "0"), "batch"),
                             (("--minutes", "1", "--epochs", "2"), "minutes"), (("--poses", "0"), "poses")):
            with self.subTest(wrong):
                self.assertIn(named, self.cli("train", "--data", self.roots[0], "--out", self.model, *wrong,
                                              expect=2).stderr)
        self.assertIn("no data", self.cli("train", "--out", self.model, expect=2).stderr)
        self.cli("train", "--data", DATA, expect=2)
        self.assertIn("stretches: must be at least 2", self.cli(*self.arguments("--stretches", "1"), expect=2).stderr)
        self.cli(*self.arguments("--resume", "--overwrite"), expect=2)
        self.assertIn(".pt", self.cli("train", "--data", DATA, "--out", self.folder / "x.bin", expect=2).stderr)


if __name__ == "__main__":
    main()
