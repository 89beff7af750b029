"""The name of a type stands for one type.

Two types of one qualified name in one program are merged silently, destructors and all. A type of the same name in an
enclosing namespace is as bad: what a header means by the name then depends on what was included before it.
"""
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from check_connects import blank
from source_tree import code_files, report

# A namespace, the head of a type that is defined, or any other brace.
OPENING = re.compile(
    r"(?P<space>\b(?:inline\s+)?namespace\b\s*(?P<path>[\w:]*)\s*\{)"
    r"|\b(?:class|struct|union|enum(?:\s+(?:class|struct))?)\s+(?:\[\[[^\]]*\]\]\s*|alignas\([^()]*\)\s*)*"
    r"(?P<name>\w+)(?:\s+final)?\s*(?::(?!:)[^;{}()]*)?\{"
    r"|[{}]")
TEMPLATE_PARAMETER = re.compile(r"\b(class|struct)\s+\w*\s*(?=[,>=])")
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)


@dataclass(frozen=True)
class Type:
    space: tuple[str, ...]  # the namespaces around it
    name: str
    file: Path
    line: int

    def __str__(self) -> str:
        return "::".join([*self.space, self.name])

    def meets(self, other: "Type") -> bool:
        """Whether some code sees either of them by the same word, in one program."""
        if tests_folder(self.file) and tests_folder(other.file) and tests_folder(self.file) != tests_folder(other.file):
            return False
        shared = min(len(self.space), len(other.space))
        return self.space[:shared] == other.space[:shared]


def tests_folder(file: Path) -> Path | None:
    """Tests of one folder may be one program; those of another folder are another."""
    return file.parent if file.parts[0] == "tests" else None


def types_of(file: Path, text: str) -> Iterator[Type]:
    """Types defined in named namespaces: not those within another type, a function or an anonymous namespace."""
    blank_lines = lambda match: "\n" * match.group(0).count("\n")
    code = TEMPLATE_PARAMETER.sub("", DIRECTIVE.sub(blank_lines, blank(text)))
    scopes: list[tuple[str, ...] | None] = []  # None: whatever is defined in it is nobody else's
    for match in OPENING.finditer(code):
        if match.group(0) == "}":
            if scopes:
                scopes.pop()
        elif match.group("space"):
            scopes.append(tuple(match.group("path").split("::")) if match.group("path") else None)
        else:
            if match.group("name") and None not in scopes:
                yield Type(sum(scopes, ()), match.group("name"), file, code.count("\n", 0, match.start()) + 1)
            scopes.append(None)


def problems_of(root: Path) -> list[str]:
    by_name: dict[str, list[Type]] = defaultdict(list)
    for file in code_files(root, "core", "ui", "app", "tests"):
        for found in types_of(file, (root / file).read_text()):
            by_name[found.name].append(found)
    return [f"{later.file}:{later.line}: {later} besides {first} ({first.file}:{first.line}): name each by what it is, "
            "or hide one in an anonymous namespace"
            for types in by_name.values() for index, later in enumerate(types) for first in types[:index]
            if later.meets(first)]


if __name__ == "__main__":
    sys.exit(report("names of types", problems_of(Path(sys.argv[1]))))
