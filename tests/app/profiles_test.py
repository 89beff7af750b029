"""Engine profiles as files. Arguments: the program, a data root."""
import json

from command_line_case import DATA, EIGHT_SECONDS, CommandLineCase, main


class Profiles(CommandLineCase):
    def switches(self, *options):
        self.cli("simulate", "--data", DATA, *EIGHT_SECONDS, "--out", self.folder / "out", *options)
        return json.loads(next((self.folder / "out").glob("*/manifest.json")).read_text())["profile"]

    def test_the_list_names_every_switch_with_its_choices_and_what_it_means(self):
        listed = json.loads(self.cli("profiles", "--json").stdout)
        self.assertEqual(list(listed["profiles"]), ["fast", "baseline", "quick-wins", "medium", "refactor", "advanced"])
        numbers = [switch["optimisation"] for switch in listed["switches"] if switch["optimisation"]]
        self.assertEqual(sorted(numbers), list(range(1, 13)))
        text = self.cli("profiles").stdout
        for switch in listed["switches"]:
            self.assertIn(switch["explanation"], text)
            self.assertIn(listed["profiles"]["baseline"][switch["key"]], switch["choices"])

    def test_a_profile_can_be_written_changed_and_run(self):
        file = self.folder / "mine.json"
        profile = json.loads(self.cli("profiles", "--show", "fast").stdout)
        profile["name"] = "mine"
        profile["switches"]["queries"] = "per-step"
        file.write_text(json.dumps(profile))
        recorded = self.switches("--profile", file)
        self.assertEqual((recorded["name"], recorded["switches"]["queries"]), ("mine", "per-step"))
        self.assertEqual(recorded["switches"]["map-raster"], "gathered")

    def test_a_switch_set_to_what_it_is_changes_no_name(self):
        self.assertEqual(self.switches("--set", "queries=per-scenario")["name"], "fast")
        self.assertEqual(self.switches("--set", "queries=per-step")["name"], "fast with changes")

    def test_wrong_profiles_are_refused_with_the_reason(self):
        file = self.folder / "wrong.json"
        run = ["simulate", "--data", DATA, *EIGHT_SECONDS, "--out", self.folder / "out", "--profile"]
        file.write_text('{"name": "wrong", "switches": {"queries": "never"}}')
        self.assertIn("wrong.json: switches.queries: \"never\" is not one of per-step", self.cli(*run, file, expect=3).stderr)
        file.write_text('{"name": "wrong", "switches": {"warp": "9"}}')
        self.assertIn("there is no switch \"warp\"", self.cli(*run, file, expect=3).stderr)
        self.assertIn("known: fast, baseline, quick-wins", self.cli(*run, "gone.json", expect=2).stderr)


if __name__ == "__main__":
    main()
