"""Runs the commands of a document's console blocks in a fresh clone and compares what they print.

A block that names a file, as in "```groovy file=deployment.groovy", is written to it; the first of several in a row begins a new folder.

A line that begins with "$ " is a command, what follows is its output; a line "…" stands for any lines, none included, and
"…" within a line for anything. Release ids, commits, times and durations count as equal; a release id in a command stands for the one that was made. A command whose block tells nothing of its output only has
to succeed; one whose output ends with "(exit 1)" has to fail.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

ANY = "…"
WHO = {
    "GIT_AUTHOR_NAME": "Ada Tester",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Tester",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}
FAILS = "(exit 1)"
SAME = [
    (re.compile(r"\x1b\[[0-9;]*[A-Za-z]"), ""),
    (re.compile(r"\b\d{8}-\d{6}\b"), "<release>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?"), "<time>"),
    (re.compile(r"\b\d+(\.\d+)? ?(ms|min|s)\b"), "<duration>"),
    (re.compile(r"\bsha256:[0-9a-f…]+"), "<digest>"),
    (re.compile(r"\b[0-9a-f]*\d[0-9a-f]*[a-f][0-9a-f]*\b|\b[0-9a-f]*[a-f][0-9a-f]*\d[0-9a-f]*\b"), "<hex>"),
    (re.compile(r"[ \t]+"), " "),
]


def steps(text):
    """(command, lines of output) and (file, its text) in the order of the document."""
    for kind, name, block in re.findall(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", text, re.M | re.S):
        if name:
            yield pathlib.Path(name), block
        elif kind == "console":
            yield from commands(block)


def commands(block):
    """(command, lines of output) of one block."""
    command, output = None, []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], []
        else:
            output.append(line)
    if command:
        yield command, output


def same(line):
    for pattern, replacement in SAME:
        line = pattern.sub(replacement, line)
    return line.strip()


RELEASE = re.compile(r"\b\d{8}-\d{6}\b")


def renamed(command, names):
    """The command with the ids of the document's releases replaced by those that were made."""
    return RELEASE.sub(lambda found: names.get(found.group(), found.group()), command)


def releases(expected, output):
    """What the ids of the document are called here: by the first line printed that says the same."""
    names = {}
    for line in expected:
        ids = RELEASE.findall(line)
        pattern = re.compile(".*".join(map(re.escape, same(line).split(ANY))))
        found = next((real for real in output if ids and pattern.fullmatch(same(real))), None)
        if found:
            names.update(zip(ids, RELEASE.findall(found)))
    return names


def fits(expected, actual):
    """Whether the lines match, where ANY stands for any number of lines."""
    reachable = {0}
    for line in expected:
        if line == ANY:
            reachable = set(range(min(reachable), len(actual) + 1))
        else:
            pattern = re.compile(".*".join(map(re.escape, line.split(ANY))))
            reachable = {i + 1 for i in reachable if i < len(actual) and pattern.fullmatch(actual[i])}
        if not reachable:
            return False, line
    return len(actual) in reachable, "the end"


def run(command, folder):
    """(exit code, output, folder afterwards); a command may change the folder."""
    script = f'{command}\ncode=$?\npwd >&3\nexit $code\n'
    reader, writer = os.pipe()
    process = subprocess.Popen(
        ["bash", "-c", f"exec 3>&{writer}\n{script}"], cwd=folder, pass_fds=[writer],
        env={**os.environ, **WHO}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    os.close(writer)
    output = process.communicate()[0]
    with os.fdopen(reader) as after:
        return process.returncode, output, after.read().strip() or folder


def check(command, expected, folder, names):
    code, output, folder = run(renamed(command, names), folder)
    fails = bool(expected) and expected[-1] == FAILS
    lines = [same(line) for line in expected[: -1 if fails else None]]
    actual = [same(line) for line in output.splitlines()]
    good, where = fits(lines, actual) if expected else (True, "")
    if (code != 0) != fails:
        good, where = False, f"exit code {code}"
    print(("ok      " if good else "FAILED  ") + command, flush=True)
    if not good:
        print(f"--- does not fit at: {where}\n--- printed:\n{output}")
    # What was told first stays: later lines, such as those of a history, look all the same.
    names.update({**releases(expected, output.splitlines()), **names})
    return good, folder


def clone(target):
    shutil.rmtree(target, ignore_errors=True)
    git = ["git", "-c", "advice.detachedHead=false"]
    subprocess.run([*git, "clone", "-q", "--no-tags", "--no-local", ".", str(target)], check=True)
    for key, value in (("user.name", "Ada Tester"), ("user.email", "ada@example.org")):
        subprocess.run(["git", "-C", str(target), "config", key, value], check=True)


def new_folder(target):
    """A folder outside of the clone, without the commits of another repository above it."""
    folder = target.resolve().with_name(target.name + "-own")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return str(folder)


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def main(document, target):
    todo = list(steps(pathlib.Path(document).read_text(encoding="utf-8")))
    clone(pathlib.Path(target))
    folder, writing, count, names = str(pathlib.Path(target).resolve()), False, 0, {}
    for step, content in todo:
        if isinstance(step, pathlib.Path):
            folder = folder if writing else new_folder(pathlib.Path(target))
            write(pathlib.Path(folder) / step, content)
            writing = True
            continue
        writing, count = False, count + 1
        good, folder = check(step, content, folder, names)
        if not good:
            return 1
    if not count:
        sys.exit(f"{document} has no console block")
    print(f"{count} commands of {document} do what it says")
    return 0


sys.exit(main(*sys.argv[1:]))
