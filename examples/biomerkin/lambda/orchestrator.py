"""Orchestrator: runs a workflow through the other agents, keeps what came of it, answers the API."""

import api
import store
import workflow
from agent import InputError, agent


@agent("orchestrator")
def handler(event):
    if "httpMethod" in event:
        return api.answer(event)
    if "workflow" in event:
        return _direct(event["workflow"])
    raise InputError("the event must be an API request or have 'workflow'")


def _direct(request):
    """A workflow without the API: what a verification sends. It leaves one item, however often it runs."""
    request = workflow.validated(request)
    workflow.run(request, workflow_id="verification", timestamp=0)
    return store.latest("verification")
