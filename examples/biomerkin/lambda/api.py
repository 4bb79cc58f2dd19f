"""The orchestrator behind API Gateway: routes, and errors as status codes."""

import base64
import binascii
import json
import re
import uuid

import store
import workflow
from agent import InputError

ID = re.compile(r"[A-Za-z0-9-]{1,64}")
MAX_BODY = 256 * 1024


class HttpError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def answer(event):
    try:
        status, body = _route(event)
    except HttpError as e:
        status, body = e.status, {"error": str(e)}
    except InputError as e:
        status, body = 400, {"error": str(e)}
    except workflow.AgentFailed as e:
        status, body = 502, {"error": str(e), "agent": e.agent, "workflowId": e.workflow_id}
    headers = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}


def _route(event):
    method, parts = event["httpMethod"], [p for p in event.get("path", "").split("/") if p]
    match parts:
        case ["health"]:
            _allow(method, "GET")
            return 200, {"status": "ok", "agent": "orchestrator"}
        case ["workflows"]:
            _allow(method, "POST")
            return 201, workflow.run(workflow.validated(_body(event)), f"wf-{uuid.uuid4().hex}")
        case ["workflows", workflow_id]:
            _allow(method, "GET")
            return 200, _found(workflow_id, store.latest)
        case ["workflows", workflow_id, "results"]:
            _allow(method, "GET")
            return 200, _found(workflow_id, store.results)
    raise HttpError(404, f"there is nothing at '{event.get('path', '')}'")


def _allow(method, allowed):
    if method != allowed:
        raise HttpError(405, f"{method} is not allowed here; {allowed} is")


def _found(workflow_id, look_up):
    value = look_up(workflow_id) if ID.fullmatch(workflow_id) else None
    if value is None:
        raise HttpError(404, f"there is no such workflow, or nothing of it yet: '{workflow_id}'")
    return value


def _body(event):
    text = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            text = base64.b64decode(text, validate=True).decode("utf-8")
        if len(text) > MAX_BODY:
            raise HttpError(413, f"the body has more than {MAX_BODY} characters; put the sequence into the bucket")
        return json.loads(text)
    except (binascii.Error, UnicodeDecodeError, json.JSONDecodeError) as e:
        raise HttpError(400, f"the body is not JSON: {e}") from e
