"""The checkers catch what they are for: each is given a small bad tree."""

import pathlib
import tempfile
import unittest

import check_flow
import check_sizes
import check_words
import run_tidy


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("tools/flow_allow.txt", "")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def room(self, name, depends, header, more=""):
        depends = f"DEPENDS {' '.join(depends)} " if depends else ""
        self.write(f"src/{name}/CMakeLists.txt", f"add_room({name}\n  {depends}HEADERS {name}.h{more})\n")
        self.write(f"src/{name}/{name}.h", header)


class Flow(Tree):
    def three_rooms(self):
        self.room("base", [], "#pragma once\n#include <string>\n")
        self.room("store", ["base"], '#pragma once\n#include "base/base.h"\n')
        self.room("app", ["store"], '#pragma once\n#include "base/base.h"\n#include "store/store.h"\n')

    def test_a_clean_tree_passes_and_reaches_what_the_listed_rooms_list(self):
        self.three_rooms()
        self.assertEqual(check_flow.offences(self.root), [])

    def test_an_include_that_points_up_is_named_with_its_line(self):
        self.three_rooms()
        self.write("src/store/store.h", '#pragma once\n#include "app/app.h"\n')
        self.assertEqual(check_flow.offences(self.root), ['src/store/store.h:2: store may not include app ("app/app.h")'])

    def test_the_allow_list_excuses_one_include(self):
        self.three_rooms()
        self.write("src/store/store.h", '#pragma once\n#include "app/app.h"\n')
        self.write("tools/flow_allow.txt", "# why\nsrc/store/store.h app/app.h\n")
        self.assertEqual(check_flow.offences(self.root), [])

    def test_lists_that_go_in_a_circle(self):
        self.three_rooms()
        self.room("base", ["app"], "#pragma once\n")
        self.assertIn("cycle: app → store → base → app", check_flow.offences(self.root))

    def test_numbers_from_a_seed_are_for_the_simulator_and_for_tests(self):
        self.three_rooms()
        self.room("simulation", ["app"], "#pragma once\nbase::SeededRandom random;\n")
        self.assertEqual(check_flow.offences(self.root), [])
        self.room("api", ["app"], "#pragma once\nbase::SeededRandom random(1);\n")
        self.assertEqual(
            check_flow.offences(self.root),
            ["src/api/api.h:2: only the simulator has numbers from a seed, but: base::SeededRandom random(1);"],
        )

    def test_a_list_that_names_no_room(self):
        self.room("base", ["ground"], "#pragma once\n")
        self.assertEqual(check_flow.offences(self.root), ["src/base/CMakeLists.txt: no room 'ground'"])

    def test_a_file_that_no_list_names(self):
        self.three_rooms()
        self.write("src/app/forgotten.cc", "")
        self.write("src/loose.cc", "")
        self.assertEqual(
            check_flow.offences(self.root), ["src/app/forgotten.cc: in no room's lists", "src/loose.cc: in no room's lists"]
        )

    def test_a_test_may_use_the_rooms_of_its_test_libraries_and_the_room_itself_may_not(self):
        self.three_rooms()
        self.room("http", ["base"], "#pragma once\n", " SOURCES http.cc TESTS http_test.cc TEST_LIBRARIES motcua_store")
        self.write("src/http/http_test.cc", '#include "store/store.h"\n')
        self.write("src/http/http.cc", '#include "http/http.h"\n#include "store/store.h"\n')
        self.assertEqual(
            check_flow.offences(self.root), ['src/http/http.cc:2: http may not include store ("store/store.h")']
        )

    def test_includes_that_hide_their_room(self):
        self.room("base", [], '#pragma once\n#include "text.h"\n#include <base/time.h>\n')
        self.assertEqual(
            check_flow.offences(self.root),
            [
                'src/base/base.h:2: "text.h": write it from its room, as in "base/text.h"',
                "src/base/base.h:3: <base/time.h>: our own headers stand in quotes",
            ],
        )

    def test_a_file_that_does_not_show_that_its_header_stands_alone(self):
        self.room("base", [], "#pragma once\n", " SOURCES base.cc text.cc")
        self.write("src/base/base.cc", '#include <string>\n#include "base/base.h"\n')
        self.write("src/base/text.cc", "#include <string>\n")
        self.assertEqual(
            check_flow.offences(self.root), ['src/base/base.cc:1: "base/base.h" comes before all other includes']
        )

    def test_a_law_room_that_looks_at_the_clock(self):
        self.room("calendar", [], "#pragma once\nauto now() { return std::chrono::system_clock::now(); }\n")
        self.assertIn("law room calendar is pure", check_flow.offences(self.root)[0])

    def test_a_heavy_library_in_a_header(self):
        self.room("store", [], "#pragma once\n#include <soci/soci.h>\n")
        self.assertIn("belongs into a .cc file", check_flow.offences(self.root)[0])


class Sizes(Tree):
    def test_files(self):
        self.write("src/base/fine.cc", "int x;\n" * 400)
        self.write("src/base/noted.cc", "int x;\n" * 401)
        self.write("src/base/failing.cc", "int x;\n" * 601)
        self.write("tests/node_modules/big.js", "x;\n" * 9000)
        notes, failures = check_sizes.judge(self.root)
        self.assertEqual(notes, ["note: src/base/noted.cc: 401 lines, more than 400"])
        self.assertEqual(failures, ["src/base/failing.cc: 601 lines, more than 600"])

    def test_functions(self):
        short = "int one() {\n" + "  f();\n" * 58 + "}\n"
        free = "base::Result<int> two(int a,\n                      int b) {\n" + "  if (a) {\n    g();\n  }\n" * 20 + "}\n"
        member = "class C {\n public:\n  void three() const {\n" + "    f();\n" * 60 + "  }\n};\n"
        self.write("src/base/x.cc", "namespace base {\n\n" + short + free + member + "}  // namespace base\n")
        notes, failures = check_sizes.judge(self.root)
        self.assertEqual(
            notes, ["note: src/base/x.cc:63: a function of 63 lines", "note: src/base/x.cc:128: a function of 62 lines"]
        )
        self.assertEqual(failures, [])


class Words(Tree):
    def found(self, name, text):
        self.write(name, text)
        return list(check_words.offences(self.root))

    def test_names_that_say_nothing(self):
        for line in ("class DossierManager {", "struct Data {", "namespace util {", "enum class UnitInfo { kA };"):
            self.assertIn("says nothing", self.found("src/base/x.h", line + "\n")[0], line)

    def test_a_file_name_that_says_nothing(self):
        self.assertIn("says nothing", self.found("src/base/text_utils.h", "")[0])

    def test_names_that_only_sound_like_it(self):
        text = "class Database {\nstruct Implication {\nnamespace information {\nint data = 0;\n"
        self.assertEqual(self.found("src/base/x.h", text), [])

    def test_work_put_off_and_paths_of_one_machine(self):
        self.assertIn("work put off", self.found("docs/a.md", "TO" + "DO: later\n")[0])
        self.assertIn("one machine", self.found("docs/a.md", "see /" + "home/an/notes\n")[0])
        self.assertEqual(self.found("docs/a.md", "the folder /var/lib/motcua, and api/tmp/x\n"), [])

    def test_a_lock_file_that_points_elsewhere(self):
        self.assertIn("not npm's", self.found("tests/package-lock.json", '"resolved": "http:' + '//mirror.example/x.tgz"\n')[0])


class Tidy(Tree):
    def test_headers_that_no_file_of_their_name_shows(self):
        self.write("src/base/a.h", "")
        self.write("src/base/a.cc", "")
        self.write("src/base/b.h", "")
        self.assertEqual(run_tidy.lone_headers(self.root), [self.root / "src/base/b.h"])

    def test_a_file_is_judged_again_when_it_or_what_it_includes_changed(self):
        self.write("src/base/a.h", '#include "base/b.h"\n')
        self.write("src/base/b.h", "int b;\n")
        self.write("src/base/a.cc", '#include "base/a.h"\n')
        file = self.root / "src/base/a.cc"
        before = run_tidy.fingerprint(self.root, file, "command", "checks")
        self.assertEqual(before, run_tidy.fingerprint(self.root, file, "command", "checks"))
        self.assertNotEqual(before, run_tidy.fingerprint(self.root, file, "command", "other checks"))
        self.write("src/base/b.h", "long b;\n")
        self.assertNotEqual(before, run_tidy.fingerprint(self.root, file, "command", "checks"))


if __name__ == "__main__":
    unittest.main()
