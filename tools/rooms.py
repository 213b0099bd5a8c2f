"""The rooms as CMake declares them: reads the add_room(…) lists of src/*/CMakeLists.txt, which also link the program."""

import dataclasses
import pathlib
import re

WORDS = ("DEPENDS", "SOURCES", "HEADERS", "TESTS", "LIBRARIES", "TEST_LIBRARIES")


@dataclasses.dataclass
class Room:
    name: str
    depends: set
    test_depends: set  # further rooms that only the tests use
    files: set  # every file name that the CMakeLists.txt mentions


def read_room(folder):
    text = re.sub(r"#.*", "", (folder / "CMakeLists.txt").read_text())
    call = re.search(r"add_room\(\s*(\w+)([^)]*)\)", text)
    if not call or call.group(1) != folder.name:
        raise SystemExit(f"{folder}/CMakeLists.txt: expected add_room({folder.name} …)")
    lists = {word: set() for word in WORDS}
    current = None
    for token in call.group(2).split():
        if token in WORDS:
            current = token
        elif current is None:
            raise SystemExit(f"{folder}/CMakeLists.txt: '{token}' stands before DEPENDS, SOURCES, …")
        else:
            lists[current].add(token)
    test_depends = {t.removeprefix("motcua_") for t in lists["TEST_LIBRARIES"] if t.startswith("motcua_")}
    files = set(re.findall(r"[\w./-]+\.(?:cc|h)\b", text))
    return Room(folder.name, lists["DEPENDS"], test_depends, files)


def read_rooms(root):
    """All rooms by name. A folder of src without CMakeLists.txt is a room that is being begun: it has no list yet."""
    folders = sorted(p.parent for p in pathlib.Path(root, "src").glob("*/CMakeLists.txt"))
    return {folder.name: read_room(folder) for folder in folders}


def reach(rooms, start):
    """The names in `start` and all that they list, directly or not."""
    found, waiting = set(), list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(rooms[name].depends if name in rooms else ())
    return found
