"""What tests of stepscope-cli share. Arguments of each test: the program, a data root."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CLI, DATA = (pathlib.Path(argument) for argument in sys.argv[1:3])
DB = DATA / "splits/synthetic/synthetic-mini-01.db"
TOKEN = "be562b0b1f1b03cf"
EIGHT_SECONDS = ["--scenario", TOKEN, "--duration", "8", "--offset", "0", "--subsample", "0.5"]


class CommandLineCase(unittest.TestCase):
    """Calls the program with a folder and a cache of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"),
                                STEPSCOPE_STORE=str(self.folder / "runs.db"))
        self.environment.pop("STEPSCOPE_DATA", None)

    def cli(self, *arguments, expect=0):
        done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, env=self.environment,
                              stdin=subprocess.DEVNULL, timeout=200)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
