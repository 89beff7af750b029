"""Includes go downwards only, and what is fenced in stays where it belongs."""
import re
import sys
from pathlib import Path

from source_tree import Library, code_files, includes_of, libraries_of, reachable, report, room_of

# (what is included, where that is allowed, why)
FENCES = [
    (re.compile(r"<sqlite3\.h>"), {"core/sqlite"}, "the statement class counts every statement"),
    (re.compile(r"<geos"), {"core/geometry"}, "polygons of corridors come from one place"),
    (re.compile(r"<(torch|ATen|c10)/"), {"core/learning"}, "it costs every program that loads it"),
    (re.compile(r"[<\"](Q[A-Z]\w*|Qt\w+/.*|qcustomplot\.h)[>\"]"), {"ui", "app"}, "the core knows no Qt"),
    (re.compile(r'"core/profile/'),
     {"core/profile", "core/assembly", "core/ablation", "core/record", "core/batch", "core/analysis", "core/report", "core/fork", "core/rerun", "core/deviation", "core/pairing", "ui", "app"},
     "choices are made once, in core/assembly"),
]
# (room, what it may not include although it could, why)
BARRED = [
    ("core/simulation", re.compile(r'"core/(sqlite|dataset|synthesis|map/gpkg)'), "the loop knows interfaces only"),
]
ABOVE = {"core": {"ui", "app", "plugins", "tests"}, "ui": {"app", "plugins", "tests"}, "app": {"tests"}}


def declared_order(root: Path) -> list[str]:
    text = (root / "core/CMakeLists.txt").read_text()
    return ["core/" + name for name in re.findall(r"^\s*add_subdirectory\((\w+)\)", text, re.MULTILINE)]


def order_problems(root: Path, libraries: dict[str, Library]) -> list[str]:
    order = {room: place for place, room in enumerate(declared_order(root))}
    problems = []
    for room, library in libraries.items():
        if not room.startswith("core/"):
            continue
        if room not in order:
            problems.append(f"{room}: not in core/CMakeLists.txt")
            continue
        for used in sorted(library.public | library.private):
            if order.get(used, len(order)) >= order[room]:
                problems.append(f"{room}: depends on {used}, which does not come before it in core/CMakeLists.txt")
    return problems


def include_problem(file: Path, name: str, libraries: dict[str, Library]) -> str | None:
    room, top = room_of(file), file.parts[0]
    for pattern, allowed, why in FENCES:
        if pattern.match(name) and top != "tests" and not {room, top} & allowed:
            return f"{name} is for {', '.join(sorted(allowed))} only: {why}"
    for barred_room, pattern, why in BARRED:
        if room == barred_room and pattern.match(name):
            return f"{name} is not for {room}: {why}"
    used = Path(name.strip('"'))
    if not name.startswith('"') or len(used.parts) < 2 or used.parts[0] not in ("core", "ui", "app", "plugins", "tests"):
        return None
    if used.parts[0] in ABOVE.get(top, set()):
        return f"{name} lies above {top}/"
    if top not in ("core", "ui") or room_of(used) == room:
        return None
    library = libraries.get(room, Library())
    first = library.public if file.suffix == ".h" else library.public | library.private
    if room_of(used) not in reachable(libraries, first):
        return f"{name}: {room} does not depend on {room_of(used)}"
    return None


def problems_of(root: Path) -> list[str]:
    libraries = libraries_of(root)
    problems = order_problems(root, libraries)
    for file in code_files(root, "core", "ui", "app", "plugins", "tests"):
        for line, name in includes_of((root / file).read_text()):
            if (problem := include_problem(file, name, libraries)) is not None:
                problems.append(f"{file}:{line}: {problem}")
    return problems


if __name__ == "__main__":
    sys.exit(report("include rule", problems_of(Path(sys.argv[1]))))
