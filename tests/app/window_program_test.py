"""The window's program where there is no display. Arguments: the program, a data root."""
from command_line_case import CommandLineCase, main


class WindowProgram(CommandLineCase):
    def setUp(self):
        super().setUp()
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            self.environment.pop(name, None)

    def test_help_and_version_need_no_display(self):
        for option in ("--help", "-h"):
            told = self.cli(option).stdout
            self.assertIn("--python-profile", told)
        self.assertRegex(self.cli("--version").stdout, r"stepscope \d+\.\d+")

    def test_a_missing_display_is_said(self):
        said = self.cli("--planner", "idm", expect=2).stderr
        self.assertIn("there is no display", said)
        self.assertIn("stepscope-cli", said)

    def test_wrong_usage_is_said_where_pictures_are_drawn(self):
        self.assertIn("there is no theme", self.cli("-platform", "offscreen", "--theme", "pink", expect=2).stderr)


if __name__ == "__main__":
    main()
