"""What every agent of this folder has in common: its health answer and its way to refuse an input."""

import functools


class InputError(Exception):
    """The event cannot be worked on; the caller has to change it."""


def agent(name):
    """Makes a handler of a function of the event: answers health checks, tells input errors as data."""

    def wrap(work):
        @functools.wraps(work)
        def handler(event, context=None):
            if not isinstance(event, dict):
                return refusal(name, "the event must be a JSON object")
            if event.get("healthCheck") is True:
                return {"status": "ok", "agent": name}
            try:
                return work(event)
            except InputError as e:
                return refusal(name, str(e))

        return handler

    return wrap


def refusal(name, message):
    return {"status": "refused", "agent": name, "error": message}


def text(event, member):
    """A member of the event that must be a string when it is there."""
    value = event.get(member)
    if value is not None and not isinstance(value, str):
        raise InputError(f"'{member}' must be a string")
    return value


def result_of(event, member, required=False):
    """A member of the event that holds another agent's answer."""
    value = event.get(member)
    if value is None and not required:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"'{member}' must be a JSON object")
    return value
