#!/usr/bin/env python3
"""clang-tidy 16 over every file of a build folder's compile database that is ours, as many at once as told, and over each
header that no .cc of its name includes first (tools/check_flow.py): so every header is seen to stand by itself. A file that
passed is not judged again until it, a header of ours that it includes, its command or the checks change: the first run
takes minutes, the next ones seconds."""

import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#include\s*"([^"]+)"', re.MULTILINE)
OURS = ("src", "bench", "fuzz", "tests", "cmake", "tools")
TIDY = "clang-tidy-16"
TEST_HEADER = ["--extra-arg=-UMOTCUA_SOURCE_DIR", '--extra-arg=-DMOTCUA_SOURCE_DIR=""']  # what tests are compiled with


def own_files(root, file):
    """The file and all headers of ours that it includes, directly or not."""
    found, waiting = set(), [file]
    while waiting:
        path = waiting.pop()
        if path not in found and path.exists():
            found.add(path)
            waiting.extend(root / "src" / name for name in INCLUDE.findall(path.read_text()))
    return sorted(found)


def fingerprint(root, file, command, checks):
    digest = hashlib.sha256(f"{command}\0{checks}\0".encode())
    for path in own_files(root, file):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def judge(root, build, file, stamp):
    command = [TIDY, "-p", build, "--quiet", *(TEST_HEADER if file.suffix == ".h" else []), file]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if answer.returncode == 0:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
        return ""
    return answer.stdout or answer.stderr


def lone_headers(root):
    """clang-tidy takes their command from a file near by."""
    return sorted(path for path in (root / "src").rglob("*.h") if not path.with_suffix(".cc").exists())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent
    build = (root / arguments.build).resolve()
    version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    checks = version + (root / ".clang-tidy").read_text()
    commands = {path: "" for path in lone_headers(root)}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if file.suffix == ".cc" and file.is_relative_to(root) and file.relative_to(root).parts[0] in OURS:
            commands[file] = entry["command"]
    work = []
    for file, command in commands.items():
        stamp = build / "tidy_passed" / fingerprint(root, file, command, checks)
        if not stamp.exists():
            work.append((file, stamp))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for text in pool.map(lambda one: judge(root, build, *one), work):
            if text:
                failed += 1
                print(text, flush=True)
    print(f"clang-tidy: {len(work)} files judged, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
