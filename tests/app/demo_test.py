"""The demo city as a user meets it: written, listed, driven. Arguments: the program, a data root."""
import csv
import json

from command_line_case import CommandLineCase, main

OPEN, RECORDED, REACTIVE = "open-loop-boxes", "closed-loop-nonreactive-agents", "closed-loop-reactive-agents"


class Demo(CommandLineCase):
    def test_a_demo_that_cannot_be_is_wrong_usage(self):
        for option, value in (("--seed", "-1"), ("--seed", "18446744073709551616"), ("--logs", "0"), ("--logs", "51")):
            done = self.cli("demo", "--out", self.folder / "demo", option, value, expect=2)
            self.assertIn(option, done.stderr)
        self.assertFalse((self.folder / "demo").exists())

    def test_a_demo_is_written_again_only_if_it_is_another(self):
        demo = self.folder / "demo"

        def written(*options):
            done = self.cli("demo", "--out", demo, "--logs", "1", "--unless-current", "--json", *options)
            return json.loads(done.stdout)["written"]

        self.assertTrue(written())
        self.assertFalse(written())
        self.assertTrue(written("--seed", "2"))
        stamp = demo / "stepscope-demo.stamp"
        word, generator, *options = stamp.read_text().split()
        stamp.write_text(" ".join([word, generator[::-1], *options]))
        self.assertTrue(written("--seed", "2"), "another generator wrote it")

    def scores(self, planner, *challenges):
        """One scenario of every type of a new demo, driven by this planner."""
        demo, out = self.folder / "demo", self.folder / "runs"
        self.cli("demo", "--out", demo, "--unless-current")
        self.cli("batch", "--data", demo, "--all", "--per-type", "1", "--planner", planner, "--challenge",
                 ",".join(challenges), "--keep", "scores", "--out", out)
        with open(out / "scores.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertGreater(len(rows), 15 * len(challenges))
        for row in rows:
            self.assertEqual((row["status"], row["reason"]), ("reached_end", ""), row)
            self.assertTrue(row["final_score"], row)
        return rows

    def test_every_type_has_a_score_in_every_challenge(self):
        for row in self.scores("log-future", OPEN, RECORDED, REACTIVE):
            self.assertGreater(float(row["final_score"]), 0.9, row)

    def test_planners_can_drive_through_the_city(self):
        for planner in ("idm", "pdm-closed"):
            rows = self.scores(planner, RECORDED, REACTIVE)
            for row in rows:
                for metric in ("drivable_area_compliance", "ego_is_making_progress", "driving_direction_compliance"):
                    self.assertEqual(float(row[metric]), 1.0, row)
            scores = [float(row["final_score"]) for row in rows]
            self.assertGreater(sum(scores) / len(scores), 0.8)


if __name__ == "__main__":
    main()
