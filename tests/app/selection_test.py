"""Which scenarios: the options that choose and filter. Arguments: the program, a data root."""
import json
import shutil

from command_line_case import DATA, TOKEN, CommandLineCase, main


class Selection(CommandLineCase):
    def listed(self, *options):
        return json.loads(self.cli("scenarios", "--data", DATA, *options, "--json").stdout)

    def tokens(self, *options):
        return [row["token"] for row in self.listed(*options)]

    def test_several_types_add_up(self):
        one, other = "stationary_in_traffic", "medium_magnitude_speed"
        both = set(self.tokens("--type", one)) | set(self.tokens("--type", other))
        self.assertEqual(set(self.tokens("--type", f"{one},{other}")), both)
        self.assertEqual(set(self.tokens("--type", one, "--type", other)), both)
        self.assertTrue(all(row["type"] == one for row in self.listed("--type", one)))

    def test_names_and_texts(self):
        everything = self.tokens()
        self.assertEqual(self.tokens("--log", "mini"), everything)
        self.assertEqual(self.tokens("--location", "synthetic-mini"), everything)
        self.assertEqual(self.tokens("--text", everything[3]), [everything[3]])
        self.assertEqual(self.tokens("--scenario", TOKEN), [TOKEN])
        self.assertGreater(len(self.tokens("--untagged")), len(everything))
        self.assertEqual(len(self.tokens("--untagged")) - len(everything), len(self.tokens("--type", "unknown")))

    def test_logs_without_a_chosen_scenario_are_not_counted(self):
        splits = self.folder / "data" / "splits" / "synthetic"
        shutil.copytree(DATA, self.folder / "data")
        shutil.copy(splits / "synthetic-mini-01.db", splits / "synthetic-mini-02.db")
        told = lambda *options: self.cli("scenarios", "--data", self.folder / "data", *options).stderr
        self.assertIn(" in 2 logs", told())
        self.assertIn(" in 1 of 2 logs", told("--limit", "1"))

    def test_names_that_are_not_in_the_data_are_wrong_usage(self):
        for option, value, near in (("--type", "stationary_in_trafic", "stationary_in_traffic"),
                                    ("--log", "synthetic-mani-01", "synthetic-mini-01"),
                                    ("--location", "boston", "synthetic-mini")):
            for command in (["scenarios"], ["simulate", "--out", self.folder / "runs"],
                            ["batch", "--out", self.folder / "runs"]):
                done = self.cli(*command, "--data", DATA, option, value, expect=2)
                self.assertIn(near, done.stderr)
        self.assertFalse((self.folder / "runs").exists())

    def test_limits(self):
        everything = sorted(self.tokens())
        step = len(everything) // 4
        self.assertEqual(sorted(self.tokens("--limit", 4)), everything[::step][:4], "at equal steps in the order of tokens")
        self.assertEqual(len(self.tokens("--limit", "0.1")), -(-len(everything) // 10))
        self.assertEqual(sorted(self.tokens("--limit", "1.0")), everything)
        self.assertEqual(len(self.tokens("--limit", "1")), 1)
        types = [row["type"] for row in self.listed("--per-type", 2)]
        self.assertEqual(max(types.count(name) for name in types), 2)
        for option, value in (("--limit", "1.5"), ("--limit", "0.0"), ("--limit", "-1"), ("--limit", "few"),
                              ("--per-type", "0"), ("--per-type", "-1"), ("--shuffle", "-1")):
            self.assertIn(option, self.cli("scenarios", "--data", DATA, option, value, expect=2).stderr)

    def test_a_shuffle_is_repeatable(self):
        first = self.tokens("--shuffle", 1)
        self.assertEqual(first, self.tokens("--shuffle", 1))
        self.assertNotEqual(first, self.tokens("--shuffle", 2))
        self.assertEqual(sorted(first), sorted(self.tokens()))
        self.assertEqual(self.tokens("--shuffle", 1, "--limit", 3), first[:3])

    def test_spacing(self):
        rows = self.listed("--spacing", 2)
        self.assertLess(len(rows), len(self.tokens()))
        for name in {row["type"] for row in rows}:
            starts = sorted(row["start_s"] for row in rows if row["type"] == name)
            self.assertTrue(all(b - a >= 2 - 1e-6 for a, b in zip(starts, starts[1:])), starts)

    def test_motion(self):
        everything = set(self.tokens())
        far, near = set(self.tokens("--min-displacement", 20)), set(self.tokens("--min-displacement", 1))
        self.assertTrue(far < near <= everything)
        stops = set(self.tokens("--stop-speed", 0.5))
        self.assertTrue(stops and stops < everything)
        self.assertEqual(self.tokens("--start-speed", 100), [])
        self.assertEqual(self.tokens("--stop-speed", 0.5, "--speed-noise", 100), [])
        self.assertIn("speed", self.cli("scenarios", "--data", DATA, "--start-speed", "nan", expect=2).stderr)

    def test_nothing_left_to_run_is_said(self):
        for command in ("simulate", "batch"):
            done = self.cli(command, "--data", DATA, "--all", "--start-speed", 100, "--out", self.folder / "runs", expect=3)
            self.assertIn("no scenario passes the filters", done.stderr)
            done = self.cli(command, "--data", DATA, "--limit", 3, "--out", self.folder / "runs", expect=2)
            self.assertIn("no scenario chosen", done.stderr)


if __name__ == "__main__":
    main()
