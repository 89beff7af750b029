"""The checks themselves, on small made-up trees: each must pass a clean one and see each fault."""
import tempfile
import unittest
from pathlib import Path

import check_budget
import check_connects
import check_includes
import check_names
import check_text

CLEAN = {
    "core/CMakeLists.txt": "add_subdirectory(base)\nadd_subdirectory(sqlite)\nadd_subdirectory(map)\n"
                           "add_subdirectory(profile)\nadd_subdirectory(simulation)\n",
    "core/base/CMakeLists.txt": "stepscope_library(base SOURCES a.cpp)\n",
    "core/base/a.h": "#pragma once\n#include <vector>\n",
    "core/sqlite/CMakeLists.txt": "stepscope_library(sqlite SOURCES d.cpp DEPENDS stepscope::base SQLite::SQLite3)\n",
    "core/sqlite/d.cpp": '#include <sqlite3.h>\n#include "core/base/a.h"\n',
    "core/map/CMakeLists.txt": "stepscope_library(map SOURCES m.cpp\n  DEPENDS stepscope::base  # why\n"
                               "  PRIVATE_DEPENDS stepscope::sqlite)\n",
    "core/map/m.h": '#include "core/base/a.h"\n',
    "core/map/m.cpp": '#include "core/map/m.h"\n#include "core/sqlite/d.h"\n',
    "core/profile/CMakeLists.txt": "stepscope_library(profile SOURCES p.cpp)\n",
    "core/simulation/CMakeLists.txt": "stepscope_library(simulation SOURCES s.cpp DEPENDS stepscope::map\n"
                                      "  stepscope::sqlite stepscope::profile)\n",
    "core/simulation/s.cpp": '#include "core/map/m.h"\n#include "core/base/a.h"\n',
    "ui/scene/CMakeLists.txt": "stepscope_ui_library(scene SOURCES v.cpp DEPENDS stepscope::map)\n",
    "ui/scene/v.cpp": '#include <QWidget>\n#include "core/base/a.h"\n'
                      "void f() { connect(a, &A::x, b, [](int, int) {}); }  // connect(a, b, c)\n",
    "app/main.cpp": '#include "ui/scene/v.h"\n#include "core/profile/p.h"\n',
    "README.md": "```sh\n./run\n```\n[more](docs/more.md#part) [web](https://example.org/a)\n",
    "docs/more.md": "text\n",
    "run": "#!/bin/sh\n",
}


class CheckTest(unittest.TestCase):
    def tree(self, changes: dict[str, str]) -> Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = Path(folder.name)
        for name, text in (CLEAN | changes).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        (root / "run").chmod(0o755)
        return root

    def assert_found(self, check, changes: dict[str, str], *expected: str):
        problems = check.problems_of(self.tree(changes))
        self.assertEqual(len(problems), len(expected), problems)
        for problem, part in zip(sorted(problems), sorted(expected)):
            self.assertIn(part, problem)

    def test_clean_tree_passes(self):
        for check in (check_includes, check_budget, check_text, check_connects, check_names):
            self.assert_found(check, {})

    def test_include_of_a_room_that_is_no_dependency(self):
        self.assert_found(check_includes, {"core/base/b.h": '#include "core/map/m.h"\n'},
                          "core/base/b.h:1: \"core/map/m.h\": core/base does not depend on core/map")

    def test_header_may_not_use_a_private_dependency(self):
        self.assert_found(check_includes, {"core/map/m.h": '\n#include "core/sqlite/d.h"\n'}, "core/map/m.h:2")

    def test_dependency_against_the_order(self):
        self.assert_found(check_includes,
                          {"core/base/CMakeLists.txt": "stepscope_library(base SOURCES a.cpp DEPENDS stepscope::map)\n"},
                          "core/base: depends on core/map, which does not come before it")

    def test_room_missing_in_the_order(self):
        self.assert_found(check_includes,
                          {"core/new/CMakeLists.txt": "stepscope_library(new SOURCES n.cpp)\n"}, "core/new: not in")

    def test_upward_includes(self):
        self.assert_found(check_includes,
                          {"core/base/b.h": '#include "ui/scene/v.h"\n', "ui/scene/w.cpp": '#include "app/x.h"\n'},
                          'core/base/b.h:1: "ui/scene/v.h" lies above core/',
                          'ui/scene/w.cpp:1: "app/x.h" lies above ui/')

    def test_fences(self):
        for name in ("<QString>", "<QtCore/QString>", "<qcustomplot.h>", "<sqlite3.h>", "<geos_c.h>", "<torch/torch.h>"):
            with self.subTest(name):
                self.assert_found(check_includes, {"core/base/b.h": f"#include {name}\n"}, "core/base/b.h:1")

    def test_profile_is_for_assembly(self):
        self.assert_found(check_includes, {"core/simulation/t.cpp": '#include "core/profile/p.h"\n'},
                          "core/simulation/t.cpp:1")

    def test_simulation_knows_no_database(self):
        self.assert_found(check_includes, {"core/simulation/t.cpp": '#include "core/sqlite/d.h"\n'},
                          "core/simulation/t.cpp:1")

    def test_long_files(self):
        self.assert_found(check_budget, {"core/base/long.cpp": "//\n" * 401, "tests/fits.cpp": "//\n" * 600,
                                         "tests/long.cpp": "//\n" * 601},
                          "core/base/long.cpp: 401 lines", "tests/long.cpp: 601 lines")

    def test_exceptions_must_be_needed(self):
        root = self.tree({"core/base/long.cpp": "//\n" * 401})
        self.assertEqual(check_budget.problems_of(root, {"core/base/long.cpp": "a table"}), [])
        self.assertEqual(len(check_budget.problems_of(root, {"core/base/long.cpp": "a table", "core/base/a.h": "?"})), 1)

    def test_paths_and_addresses_of_one_machine(self):
        for text in ("/wo" + "rk/x", "/ho" + "me/somebody/x", "see /ro" + "ot/x", "http://mir" + "ror.example.org/debian",
                     "http://local" + "host:8080"):
            with self.subTest(text):
                self.assert_found(check_text, {"docs/more.md": f"fine\n{text}\n"}, "docs/more.md:2")

    def test_pages_promise_what_is_there(self):
        self.assert_found(check_text, {"README.md": "```sh\n./gone --x\n```\n[a](docs/gone.md) ![b](docs/gone.png)\n"},
                          "./gone does not exist", "links to docs/gone.md", "links to docs/gone.png")

    def test_commands_must_be_executable(self):
        self.assert_found(check_text, {"test": "", "README.md": "```sh\n./test\n```\n"}, "./test is not executable")

    def test_connect_without_receiver(self):
        self.assert_found(check_connects,
                          {"ui/scene/w.cpp": "f();\nQObject::connect(button, &B::clicked, [this] { g(1, 2); });\n"},
                          "ui/scene/w.cpp:2: connect() with 3 arguments")

    def test_two_types_of_one_name(self):
        first = "namespace demo {\nstruct Row {};\n}\n"
        for other in ("namespace demo {\nstruct Row;\nclass Row final : public Base<Row> {};\n}\n",
                      "namespace demo {\n\nenum class Row : int { kA };\n}\n",
                      "namespace demo::ui {\ntemplate <class T>\nstruct [[nodiscard]] Row {};\n}\n"):
            with self.subTest(other):
                self.assert_found(check_names, {"core/base/r.h": first, "ui/scene/r.cpp": other},
                                  "ui/scene/r.cpp:3: demo")

    def test_types_that_only_look_alike(self):
        first = "namespace demo {\nstruct Row {};\n}\n"
        for other in ("namespace demo {\nnamespace {\nstruct Row {};\n}\n}\n",
                      "namespace demo {\nclass Table {\n  struct Row { int x; };\n};\n}\n",
                      "namespace demo {\nvoid f() {\n  struct Row {};\n}\n}\n",
                      "namespace demo {\nclass Row;\nRow f(struct Row* row);\n// struct Row {};\n"
                      "template <class Row> void g(Row) {}\n}\n",
                      "namespace other { struct Row {}; }\n"):
            with self.subTest(other):
                self.assert_found(check_names, {"core/base/r.h": first, "ui/scene/r.cpp": other})

    def test_programs_of_tests(self):
        row = "namespace demo {\nstruct Row {};\n}\n"
        self.assert_found(check_names, {"tests/core/a/one.cpp": row, "tests/core/b/two.cpp": row})
        self.assert_found(check_names, {"tests/core/a/one.cpp": row, "tests/core/a/two.cpp": row}, "tests/core/a/two.cpp:2")
        self.assert_found(check_names, {"tests/core/a/one.cpp": row, "core/base/r.h": row}, "tests/core/a/one.cpp:2")


if __name__ == "__main__":
    unittest.main()
