"""What the checks know about the source tree: its files, its libraries and who may use whom."""
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CODE = {".h", ".cpp"}
SKIPPED_FOLDERS = {"build", ".git", ".cache", "__pycache__"}


def files_of(root: Path) -> list[Path]:
    """Files that belong to the tree, relative to root: what git tracks or would track, else every file."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
                            capture_output=True, check=False) if (root / ".git").exists() else None
    if listed is not None and listed.returncode == 0:
        names = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    else:
        names = [path.relative_to(root) for path in root.rglob("*")]
    return sorted(name for name in names
                  if (root / name).is_file() and not SKIPPED_FOLDERS.intersection(name.parts))


def code_files(root: Path, *top_folders: str) -> list[Path]:
    return [f for f in files_of(root) if f.suffix in CODE and f.parts[0] in top_folders]


def room_of(file: Path) -> str:
    """"core/map/road_map.h" lies in the room "core/map"; "app/cli/main.cpp" in "app"."""
    return "/".join(file.parts[:2]) if file.parts[0] in ("core", "ui") else file.parts[0]


def includes_of(text: str) -> list[tuple[int, str]]:
    """(line number, name with its quotes or brackets) of every include."""
    return [(number, match.group(1)) for number, line in enumerate(text.splitlines(), 1)
            if (match := re.match(r'\s*#\s*include\s*("[^"]+"|<[^>]+>)', line))]


@dataclass
class Library:
    public: set[str] = field(default_factory=set)   # rooms its headers may include
    private: set[str] = field(default_factory=set)  # rooms only its sources may include


def room_of_target(target: str) -> str | None:
    """"stepscope::ui_scene" is the room "ui/scene"; targets of others have no room."""
    match = re.fullmatch(r"stepscope::(ui_)?(\w+)", target)
    return None if match is None else f"{'ui' if match.group(1) else 'core'}/{match.group(2)}"


def libraries_of(root: Path) -> dict[str, Library]:
    """The libraries that core/*/CMakeLists.txt and ui/*/CMakeLists.txt declare, by room."""
    libraries: dict[str, Library] = {}
    for file in sorted(root.glob("core/*/CMakeLists.txt")) + sorted(root.glob("ui/*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", file.read_text())
        for kind, body in re.findall(r"stepscope_(ui_)?library\(([^)]*)\)", text):
            words = body.split()
            library = libraries.setdefault(f"{'ui' if kind else 'core'}/{words[0]}", Library())
            part = ""
            for word in words[1:]:
                if word in ("SOURCES", "DEPENDS", "PRIVATE_DEPENDS"):
                    part = word
                elif (room := room_of_target(word)) is not None:
                    (library.private if part == "PRIVATE_DEPENDS" else library.public).add(room)
    return libraries


def reachable(libraries: dict[str, Library], first: set[str]) -> set[str]:
    """`first` and everything their public dependencies lead to."""
    found: set[str] = set()
    waiting = set(first)
    while waiting:
        room = waiting.pop()
        if room not in found:
            found.add(room)
            waiting |= libraries.get(room, Library()).public
    return found


def report(title: str, problems: list[str]) -> int:
    """Prints the problems; the exit code of a check."""
    for problem in problems:
        print(problem)
    print(f"{title}: {len(problems)} problem(s)" if problems else f"{title}: fine")
    return 1 if problems else 0
