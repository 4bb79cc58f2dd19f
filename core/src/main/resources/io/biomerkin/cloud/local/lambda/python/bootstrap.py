"""Loads a function's handler and runs it for every event that comes down the channel."""

import builtins
import decimal
import importlib
import json
import logging
import os
import sys
import time
import traceback

import biomerkin_channel as channel


class Context:
    """What a handler is given beside the event."""

    def __init__(self, message):
        self.aws_request_id = message["requestId"]
        self.invoked_function_arn = message["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = json.loads(message["clientContext"]) if message["clientContext"] else None
        self._end = time.monotonic() + message["timeoutMillis"] / 1000

    def get_remaining_time_in_millis(self):
        return max(0, int((self._end - time.monotonic()) * 1000))


class LoadError(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def load(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise LoadError("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as e:
        raise LoadError("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {e}") from e
    except SyntaxError as e:
        raise LoadError("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {e}") from e
    handler = getattr(module, function, None)
    if handler is None:
        raise LoadError("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'")
    return handler


def plain(value):
    """What Lambda makes of values that JSON does not have."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def told(error, kind=None, skip=0):
    """The error as Lambda tells it; the first frames are ours."""
    frames = traceback.extract_tb(error.__traceback__)[skip:]
    report = {
        "errorMessage": str(error),
        "errorType": kind or type(error).__name__,
        "stackTrace": traceback.format_list(frames),
    }
    print(f"[ERROR] {report['errorType']}: {report['errorMessage']}")
    if frames:
        print("Traceback (most recent call last):")
        print("".join(report["stackTrace"]), end="")
    return report


def run(handler, message):
    try:
        event = json.loads(message["event"])
        result = handler(event, Context(message))
    except Exception as e:
        return {"type": "failed", "error": {**told(e, skip=1), "requestId": message["requestId"]}}
    try:
        return {"type": "done", "payload": json.dumps(result, default=plain)}
    except (TypeError, ValueError) as e:
        error = {"errorMessage": f"Unable to marshal response: {e}", "errorType": "Runtime.MarshalError"}
        print(f"[ERROR] Runtime.MarshalError: {error['errorMessage']}")
        return {"type": "failed", "error": {**error, "requestId": message["requestId"], "stackTrace": []}}


def log_like_lambda():
    """The root logger has a handler before the function's code runs."""
    handler = logging.StreamHandler(sys.stdout)
    form = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    logging.getLogger().addHandler(handler)


def main():
    log_like_lambda()
    builtins.exit = builtins.quit = sys.exit  # come with the site packages, which are left out
    sys.path[1:1] = [os.environ["LAMBDA_TASK_ROOT"]]
    try:
        handler = load(os.environ["_HANDLER"])
    except LoadError as e:
        channel.finish({"type": "failed", "error": {**told(e, e.kind, skip=99), "requestId": ""}})
        return
    except Exception as e:
        channel.finish({"type": "failed", "error": {**told(e, skip=2), "requestId": ""}})
        return
    channel.send({"type": "ready"})
    while True:
        channel.finish(run(handler, channel.next_event()))


if __name__ == "__main__":
    try:
        main()
    except SystemExit as e:
        status = 0 if e.code is None else e.code if isinstance(e.code, int) else 1
        if status == 1 and not isinstance(e.code, int):
            print(e.code)
        channel.leave(status & 0xFF)
