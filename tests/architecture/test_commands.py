"""The shell parts of ./run and ./test, with pretended package tools: nothing is installed, asked or built."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["bash", "cat", "cut", "env", "grep", "ls", "mkdir", "rm", "sed", "tr", "cksum", "printf"]


class PretendedSystem:
    """A PATH with the tools above and nothing else, and programs that note how they were called."""

    def __init__(self, folder: Path):
        self.bin, self.calls = folder / "bin", folder / "calls"
        self.bin.mkdir()
        for tool in TOOLS:
            if (path := shutil.which(tool)) is not None:
                (self.bin / tool).symlink_to(path)
        self.home = folder / "home"
        self.home.mkdir()

    def program(self, name: str, body: str):
        file = self.bin / name
        file.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"{self.calls}"\n{body}\n')
        file.chmod(0o755)

    def installed(self, *names: str):
        (self.home / "installed").write_text("".join(f"installed {name}\n" for name in names))
        self.program("dpkg-query", f'cat "{self.home}/installed"')

    def run(self, script: str) -> subprocess.CompletedProcess:
        return subprocess.run(["bash", "-c", f'set -euo pipefail; root="{ROOT}"; {script}'], text=True, timeout=60,
                              capture_output=True, stdin=subprocess.DEVNULL, check=False,
                              env={"PATH": str(self.bin), "HOME": str(self.home)})

    def noted(self, name: str) -> list[str]:
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        return [line for line in lines if line.startswith(name)]


class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.system = PretendedSystem(Path(folder.name))

    def packages(self, wanted: str) -> subprocess.CompletedProcess:
        return self.system.run(f'. "$root/packaging/packages.sh"; ensure_packages "{wanted}"; echo went on')

    def test_nothing_missing_is_silent(self):
        self.system.installed("one", "two")
        self.system.program("apt-get", "")
        result = self.packages("one|a\ntwo|b")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "went on\n", ""))
        self.assertEqual(self.system.noted("apt-get"), [])

    def test_root_installs_exactly_what_is_missing(self):
        self.system.installed("one")
        self.system.program("id", "echo 0")
        self.system.program("apt-get", f'echo "installed two" >>"{self.system.home}/installed"')
        result = self.packages("one|a\ntwo|needed for b")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stderr, r"two +needed for b")
        installs = [call for call in self.system.noted("apt-get") if " install " in call]
        self.assertEqual(len(installs), 1)
        self.assertTrue(installs[0].endswith("install --yes --no-install-recommends two"), installs[0])

    def test_a_name_that_only_begins_alike_is_missing(self):
        self.system.installed("cmake-data", "libone")
        self.system.program("id", "echo 1000")
        result = self.packages("cmake|build")
        self.assertIn("cmake", result.stderr)
        self.assertNotEqual(result.returncode, 0)

    def test_without_rights_it_says_what_to_type(self):
        self.system.installed()
        self.system.program("id", "echo 1000")
        self.system.program("apt-get", "exit 1")
        result = self.packages("one|a")
        self.assertEqual(result.returncode, 1)
        self.assertIn("there is no sudo", result.stderr)
        self.assertIn("apt-get install --no-install-recommends one", result.stderr)
        self.assertNotIn("went on", result.stdout)
        self.assertEqual(self.system.noted("apt-get"), [])

    def test_sudo_that_would_ask_is_not_asked_without_a_terminal(self):
        self.system.installed()
        self.system.program("id", "echo 1000")
        self.system.program("sudo", "exit 1")
        self.system.program("apt-get", "")
        result = self.packages("one|a")
        self.assertEqual(result.returncode, 1)
        self.assertIn("no terminal", result.stderr)
        self.assertEqual(self.system.noted("apt-get"), [])

    def test_failing_installation_ends_with_the_command(self):
        self.system.installed()
        self.system.program("id", "echo 0")
        self.system.program("apt-get", 'case "$*" in *update*) ;; *) exit 100 ;; esac')
        result = self.packages("one|a")
        self.assertEqual(result.returncode, 1)
        self.assertIn("apt-get install failed", result.stderr)
        self.assertTrue(any("update" in call for call in self.system.noted("apt-get")))

    def test_other_systems_get_the_list(self):
        result = self.packages("one|a\ntwo|b")
        self.assertEqual(result.returncode, 1)
        self.assertIn("two  (b)", result.stderr)
        self.assertEqual(self.system.run('. "$root/packaging/packages.sh"; STEPSCOPE_SKIP_PACKAGES=1 '
                                         'ensure_packages "one|a"').returncode, 0)

    def test_demo_is_made_where_the_user_keeps_data(self):
        self.system.program("stepscope-cli", 'test ! -e "$HOME/broken"')
        make = f'bin="{self.system.bin}"; . "$root/packaging/packages.sh"; . "$root/packaging/demo.sh"; ' \
               'demo=$(demo_folder); ensure_demo "$demo"; echo "$demo"'
        folder = Path(self.system.run(make).stdout.strip())
        self.assertEqual(folder, self.system.home / ".local/share/stepscope/demo")
        self.assertEqual(self.system.noted("stepscope-cli demo"),
                         [f"stepscope-cli demo --unless-current --out {folder}"])
        (self.system.home / "broken").touch()
        failed = self.system.run(make)
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn("could not be made", failed.stderr)

    def test_help_from_anywhere(self):
        for command in ("run", "test"):
            result = subprocess.run([ROOT / command, "--help"], cwd=self.system.home, text=True, timeout=60,
                                    capture_output=True, stdin=subprocess.DEVNULL, check=False, env=os.environ)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(f"./{command}", result.stdout)


if __name__ == "__main__":
    unittest.main()
