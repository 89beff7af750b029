"""Files stay small enough to be read in one go."""
import statistics
import sys
from pathlib import Path

from source_tree import code_files, files_of, report

BUDGETS = {"core": 400, "ui": 400, "app": 400, "plugins": 400, "tests": 600}
# path -> why it may be longer
EXCEPTIONS: dict[str, str] = {}


def lines_of(root: Path) -> dict[Path, int]:
    files = code_files(root, *BUDGETS) + [f for f in files_of(root) if f.suffix == ".py" and f.parts[0] in BUDGETS]
    return {file: len((root / file).read_text().splitlines()) for file in files}


def problems_of(root: Path, exceptions: dict[str, str] | None = None) -> list[str]:
    excused = EXCEPTIONS if exceptions is None else exceptions
    lines = lines_of(root)
    problems = [f"{file}: {count} lines, budget {BUDGETS[file.parts[0]]}: split it by idea"
                for file, count in lines.items() if count > BUDGETS[file.parts[0]] and str(file) not in excused]
    for name in excused:
        count = lines.get(Path(name), 0)
        if count <= BUDGETS.get(Path(name).parts[0], 0):
            problems.append(f"{name}: excused from the budget without need ({count} lines)")
    return problems


if __name__ == "__main__":
    tree = Path(sys.argv[1])
    counts = lines_of(tree)
    if counts:
        longest = max(counts, key=lambda file: counts[file])
        print(f"{len(counts)} files, median {statistics.median(counts.values()):.0f} lines, "
              f"longest {counts[longest]} ({longest})")
    sys.exit(report("file budget", problems_of(tree)))
