"""The line to the cloud: JSON, a line each, on the pipes that were standard input and output.

Whatever the function prints or reads itself goes elsewhere from here on.
"""

import base64
import datetime
import decimal
import itertools
import json
import os
import queue
import sys
import threading

_incoming = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
_outgoing = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
_nothing = os.open(os.devnull, os.O_RDONLY)
os.dup2(_nothing, 0)
os.dup2(2, 1)
sys.stdout.reconfigure(line_buffering=True)

_lock = threading.Lock()
_numbers = itertools.count(1)
_answers = {}
_events = queue.SimpleQueue()


def _wire(value):
    """Values that JSON does not have, marked."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$bytes": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, datetime.datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return {"$time": moment.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")}
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    if isinstance(value, decimal.Decimal):
        return str(value)
    if hasattr(value, "read"):
        content = value.read()
        return _wire(content.encode("utf-8") if isinstance(content, str) else content)
    raise TypeError(f"{type(value).__name__} cannot be sent")


def _unwire(value):
    if len(value) == 1:
        ((mark, content),) = value.items()
        if isinstance(content, str):
            if mark == "$bytes":
                return base64.b64decode(content)
            if mark == "$time":
                return datetime.datetime.fromisoformat(content.replace("Z", "+00:00"))
    return value


def send(message):
    line = json.dumps(message, default=_wire)
    with _lock:
        _outgoing.write(line + "\n")
        _outgoing.flush()


def call(service, operation, params):
    """One AWS call; calls of several threads do not wait for one another."""
    number, slot = next(_numbers), queue.SimpleQueue()
    _answers[number] = slot
    send({"type": "call", "id": number, "service": service, "operation": operation, "params": params})
    return slot.get()


def next_event():
    return _events.get()


def finish(message):
    """Ends an invocation: its lines first, then the mark, then the message."""
    _flush()
    os.write(2, b"\0END\n")
    send(message)


def leave(status):
    _flush()
    os._exit(status)


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # closed by the function
            pass


def _listen():
    for line in _incoming:
        message = json.loads(line, object_hook=_unwire)
        if message["type"] == "answer":
            _answers.pop(message["id"]).put(message)
        else:
            _events.put(message)
    os._exit(0)


threading.Thread(target=_listen, daemon=True).start()
