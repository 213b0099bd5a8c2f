#!/usr/bin/env python3
"""Words that do not belong into the source: names that say nothing (style: a type is named for what it is), work that
was put off, and paths that exist on one machine only. Prints each as file:line and exits 1."""

import pathlib
import re
import sys

BANNED = {"manager", "helper", "helpers", "util", "utils", "common", "data", "info", "impl"}
PUT_OFF = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")  # in pieces, so as not to find itself
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|home|tmp)/\w")
LOCKED_FROM = re.compile(r'"resolved":\s*"https?://(?!registry\.npmjs\.org/)')
NAMED = re.compile(r"^\s*(?:template\s*<[^>]*>\s*)?(?:class|struct|union|enum(?:\s+class)?|namespace|concept|using)\s+(\w+)\s*(?:final\b|[{:=;]|$)")
CODE = {".cc", ".h"}
TEXT = CODE | {".py", ".mjs", ".js", ".ts", ".tsx", ".json", ".yaml", ".yml", ".md", ".sh", ".cmake", ".txt", ".service"}
BARE_NAMES = {"dev", "run"}  # scripts without a suffix
SKIPPED = {"node_modules", "build", "var", ".git"}


def words(name):
    """FolderInfo, folder_info → folder, info"""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def offences(root):
    root = pathlib.Path(root)
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if SKIPPED & set(place.parts) or not path.is_file():
            continue
        if path.suffix not in TEXT and path.name not in BARE_NAMES:
            continue
        if (place.parts[0] == "data" or place.parts[:2] == ("tests", "data")) and path.suffix != ".md":
            continue  # other people's words
        if path.suffix in CODE and (bad := words(path.stem) & BANNED):
            yield f"{place}: a file named '{bad.pop()}' says nothing"
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if PUT_OFF.search(line):
                yield f"{place}:{number}: work put off: {line.strip()[:100]}"
            if MACHINE_PATH.search(line):
                yield f"{place}:{number}: a path of one machine: {line.strip()[:100]}"
            if LOCKED_FROM.search(line):
                yield f"{place}:{number}: locked to an address that is not npm's: {line.strip()[:100]}"
            named = NAMED.match(line) if path.suffix in CODE else None
            if named and (bad := words(named.group(1)) & BANNED):
                yield f"{place}:{number}: '{named.group(1)}': '{bad.pop()}' says nothing; name what it is"


if __name__ == "__main__":
    problems = list(offences(pathlib.Path(__file__).resolve().parent.parent))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)
