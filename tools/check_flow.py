#!/usr/bin/env python3
"""Includes point down only (ARCHITECTURE.md): a room includes itself, the rooms that its add_room lists, and what those
list. Also held here, because CMake cannot: the lists have no cycle, every source file is in a room, the law rooms touch
no clock, chance or file, only the simulator has a seeded source of chance, the heavy libraries stay out of our headers,
and x.cc includes x.h first, which proves that x.h stands by itself. Prints each offender as file:line and exits 1.

tools/flow_allow.txt may list exceptions, one "file included" a line; it is empty and meant to stay so."""

import pathlib
import re
import sys

import rooms as declared

LAW_ROOMS = {"calendar", "catalog", "dossier", "casework", "access"}
IMPURE = re.compile(
    r"#include\s*<(?:fstream|iostream|filesystem|random|thread|mutex|atomic|cstdio|ctime)>"
    r"|\bsystem_clock::now\b|\bsteady_clock::now\b|\brandom_device\b|\bSystemClock\b|\bSystemRandom\b|\bgetenv\b"
)
HEAVY = re.compile(r"#include\s*<(?:boost/(?:beast|asio|json)|soci/|unicode/|sqlite3|libpq|sodium|openssl/)")
# Numbers from a seed can be guessed: only the simulator draws them, so that by construction no server does.
SEEDED = re.compile(r"\bSeededRandom\b")
SEEDED_ROOMS = {"base", "simulation"}
INCLUDE = re.compile(r'^\s*#include\s*(["<])([^">]+)[">]')


def cycle(rooms):
    """A cycle in the declared lists as names in order, or None."""
    done = set()

    def visit(name, path):
        if name in path:
            return path[path.index(name):] + [name]
        if name in done or name not in rooms:
            return None
        for below in sorted(rooms[name].depends):
            if found := visit(below, path + [name]):
                return found
        done.add(name)
        return None

    return next((found for name in sorted(rooms) if (found := visit(name, []))), None)


def offences_of_file(path, room, rooms):
    is_test = path.name.endswith("_test.cc")
    own = f"{room.name}/{path.stem}.h" if path.suffix == ".cc" and path.with_suffix(".h").exists() else None
    allowed = declared.reach(rooms, {room.name} | (room.test_depends if is_test else set()))
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not is_test and room.name in LAW_ROOMS and IMPURE.search(line):
            yield number, None, f"law room {room.name} is pure, but: {line.strip()}"
        if not is_test and room.name not in SEEDED_ROOMS and SEEDED.search(line):
            yield number, None, f"only the simulator has numbers from a seed, but: {line.strip()}"
        if path.suffix == ".h" and HEAVY.search(line):
            yield number, None, f"belongs into a .cc file: {line.strip()}"
        include = INCLUDE.match(line)
        if not include:
            continue
        bracket, target = include.groups()
        if own and target != own:
            yield number, None, f'"{own}" comes before all other includes'
        own = None
        top = target.split("/")[0]
        if bracket == '"' and ("/" not in target or top == ".."):
            yield number, target, f'"{target}": write it from its room, as in "{room.name}/{target}"'
        elif top in rooms and bracket == "<":
            yield number, target, f"<{target}>: our own headers stand in quotes"
        elif bracket == '"' and top in rooms and top not in allowed:
            yield number, target, f"{room.name} may not include {top} (\"{target}\")"


def offences(root):
    root = pathlib.Path(root)
    rooms = declared.read_rooms(root)
    allow_file = root / "tools" / "flow_allow.txt"
    allow = {tuple(line.split()) for line in allow_file.read_text().splitlines() if line and line[0] != "#"}
    found = []
    if names := cycle(rooms):
        found.append("cycle: " + " → ".join(names))
    for room in rooms.values():
        for name in sorted((room.depends | room.test_depends) - set(rooms)):
            found.append(f"src/{room.name}/CMakeLists.txt: no room '{name}'")
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".cc", ".h"):
            continue
        place = path.relative_to(root)
        room = rooms.get(place.parts[1]) if len(place.parts) > 2 else None
        inside = "/".join(place.parts[2:])
        if room is None or inside not in room.files:
            found.append(f"{place}: in no room's lists")
            continue
        for number, target, why in offences_of_file(path, room, rooms):
            if (str(place), target) not in allow:
                found.append(f"{place}:{number}: {why}")
    return found


if __name__ == "__main__":
    problems = offences(pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)
