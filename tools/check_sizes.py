#!/usr/bin/env python3
"""Files that grow by one entry per feature are where codebases rot. A file of code is noted at 400 lines and fails at
600; a C++ function is noted above 60 lines. Functions are found by their layout, which clang-format guarantees."""

import pathlib
import re
import sys

NOTED_LINES, FAILING_LINES, NOTED_FUNCTION_LINES = 400, 600, 60
CODE = {".cc", ".h", ".py", ".mjs", ".js", ".ts", ".tsx", ".sh", ".cmake"}
SKIPPED = {"node_modules", "build", "var", ".git"}
NOT_A_FUNCTION = re.compile(r"^\s*(?:namespace|class|struct|enum|union|extern|if|for|while|switch|else|do|try|catch|case)\b")


def code_files(root):
    for path in sorted(pathlib.Path(root).rglob("*")):
        if path.suffix in CODE and not SKIPPED & set(path.relative_to(root).parts):
            yield path


def functions(lines):
    """(line number, length) of the functions at namespace or class level."""
    statement = 0  # where the statement began that the brace ends
    for index, line in enumerate(lines):
        if re.match(r"^ {0,2}\S", line) and not re.match(r"^ {0,2}(?:[})]|//|#)", line):
            statement = index
        if not line.rstrip().endswith("{"):
            continue
        head = " ".join(lines[statement:index + 1])
        indent = re.match(r" *", lines[statement]).group()
        if len(indent) > 2 or "(" not in head or NOT_A_FUNCTION.match(head):
            continue
        end = next((i for i in range(index + 1, len(lines)) if lines[i].startswith(indent + "}")), None)
        if end is not None:
            yield statement + 1, end - statement + 1


def judge(root):
    notes, failures = [], []
    for path in code_files(root):
        lines = path.read_text().splitlines()
        place = path.relative_to(root)
        if len(lines) > FAILING_LINES:
            failures.append(f"{place}: {len(lines)} lines, more than {FAILING_LINES}")
        elif len(lines) > NOTED_LINES:
            notes.append(f"note: {place}: {len(lines)} lines, more than {NOTED_LINES}")
        if path.suffix in (".cc", ".h"):
            for start, length in functions(lines):
                if length > NOTED_FUNCTION_LINES:
                    notes.append(f"note: {place}:{start}: a function of {length} lines")
    return notes, failures


if __name__ == "__main__":
    noted, failed = judge(pathlib.Path(__file__).resolve().parent.parent)
    for text in noted + failed:
        print(text)
    sys.exit(1 if failed else 0)
