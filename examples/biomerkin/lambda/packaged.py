"""The small tables that are packaged with the agents."""

import functools
import json
import pathlib

FOLDER = pathlib.Path(__file__).parent / "data"


@functools.cache
def table(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
