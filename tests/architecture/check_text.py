"""Nothing in the tree points at one person's machine, and what the pages promise is there."""
import os
import re
import sys
from pathlib import Path

from source_tree import files_of, report

BINARY = {".png", ".db", ".gpkg", ".gz", ".xz", ".ico", ".ttf", ".pt"}
# Written with brackets so that this file does not match itself.
FORBIDDEN = [
    (re.compile(r"/wor[k]/"), "path of one machine"),
    (re.compile(r"/(home|Users)/(?!<)[A-Za-z0-9_.-]+/"), "somebody's home folder"),
    (re.compile(r"(?<![\w.])/roo[t]/"), "somebody's home folder"),
    (re.compile(r"https?://[\w.-]*(mirro[r]|snapshot\.|pypi\.|proxy)[\w.-]*"), "address of a mirror"),
    (re.compile(r"https?://(localhost|127\.|10\.|192\.168\.)"), "address of one machine"),
]


def forbidden_text(root: Path) -> list[str]:
    problems = []
    for file in files_of(root):
        if file.suffix in BINARY:
            continue
        try:
            text = (root / file).read_text()
        except UnicodeDecodeError:
            problems.append(f"{file}: neither UTF-8 text nor a known binary file")
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in FORBIDDEN:
                if (match := pattern.search(line)) is not None:
                    problems.append(f"{file}:{number}: {match.group(0)}: {what}")
    return problems


def commands_of(page: str) -> set[str]:
    """Programs of the tree that a page's code blocks call: "./run", "./packaging/x.sh"."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return {match for block in blocks for match in re.findall(r"(?:^|\s)\./([\w./-]+)", block)}


def broken_promises(root: Path) -> list[str]:
    problems = []
    for file in files_of(root):
        if file.suffix != ".md":
            continue
        page = (root / file).read_text()
        for command in sorted(commands_of(page)):
            path = root / command
            if not path.is_file():
                problems.append(f"{file}: ./{command} does not exist")
            elif not os.access(path, os.X_OK):
                problems.append(f"{file}: ./{command} is not executable")
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page):
            if "://" not in link and not (root / file.parent / link).exists():
                problems.append(f"{file}: links to {link}, which does not exist")
    return problems


def problems_of(root: Path) -> list[str]:
    return forbidden_text(root) + broken_promises(root)


if __name__ == "__main__":
    sys.exit(report("text of the tree", problems_of(Path(sys.argv[1]))))
