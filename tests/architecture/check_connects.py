"""Every connect() names its receiver, so that the connection ends with it."""
import re
import sys
from pathlib import Path

from source_tree import code_files, report

NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.DOTALL)


def blank(text: str) -> str:
    """The text without comments and literals, line breaks kept."""
    return NOT_CODE.sub(lambda m: '""' + "\n" * m.group(0).count("\n"), text)


def argument_count(text: str, begin: int) -> int:
    """Arguments of the call whose opening parenthesis is at `begin`."""
    depth, count = 0, 1
    for character in text[begin:]:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return count
        elif character == "," and depth == 1:
            count += 1
    return count


def problems_of(root: Path) -> list[str]:
    problems = []
    for file in code_files(root, "ui", "app", "plugins"):
        code = blank((root / file).read_text())
        for match in re.finditer(r"(?<![\w.>])connect\s*\(", code):
            arguments = argument_count(code, match.end() - 1)
            if arguments < 4:
                line = code.count("\n", 0, match.start()) + 1
                problems.append(f"{file}:{line}: connect() with {arguments} arguments names no receiver")
    return problems


if __name__ == "__main__":
    sys.exit(report("connections", problems_of(Path(sys.argv[1]))))
