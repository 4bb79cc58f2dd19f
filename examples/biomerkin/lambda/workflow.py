"""A workflow: genomics, proteomics, literature and drugs, decision, one after another."""

import json
import os
import time

import aws
import store
from agent import InputError

MEMBERS = {
    "sequence": str, "sequenceKey": str, "gene": str, "reference": str,
    "keywords": list, "conditions": list,
}  # fmt: skip
LISTS = ("keywords", "conditions")


class AgentFailed(Exception):
    """An agent raised, or its answer cannot be used: no fault of the caller."""

    def __init__(self, agent, workflow_id, message):
        super().__init__(f"the agent '{agent}' failed: {message}")
        self.agent = agent
        self.workflow_id = workflow_id


def validated(request):
    """The request, when a workflow can be started with it; tells everything that is wrong at once."""
    if not isinstance(request, dict):
        raise InputError("a workflow must be a JSON object")
    wrong = [f"'{member}' is not known ({', '.join(MEMBERS)} are)" for member in request if member not in MEMBERS]
    for member, kind in MEMBERS.items():
        if member in request and not isinstance(request[member], kind):
            wrong.append(f"'{member}' must be a {'string' if kind is str else 'list of strings'}")
        elif member in LISTS and not all(isinstance(item, str) for item in request.get(member, [])):
            wrong.append(f"'{member}' must be a list of strings")
    if ("sequence" in request) == ("sequenceKey" in request):
        wrong.append("either 'sequence' or 'sequenceKey' must be given")
    if wrong:
        raise InputError("; ".join(wrong))
    return request


def run(request, workflow_id, timestamp=None):
    """Runs the agents and keeps how it ended, failures too."""
    timestamp = int(time.time() * 1000) if timestamp is None else timestamp
    try:
        summary = {"status": "completed", **_agents(request, workflow_id)}
    except (InputError, AgentFailed) as e:
        store.put(workflow_id, timestamp, {"status": "failed", "error": str(e)})
        raise
    return store.put(workflow_id, timestamp, summary)


def _agents(request, workflow_id):
    call = _Calls(workflow_id)
    wanted = ("sequence", "sequenceKey", "gene", "reference")
    genomics = call.agent("genomics", {m: request[m] for m in wanted if m in request})
    proteomics = call.agent("proteomics", {"protein": genomics["protein"]}) if genomics["protein"] else {}
    proteins = [variant["protein"] for variant in genomics["variants"] if variant["protein"]]
    literature, drug = {}, {}
    if genomics["gene"]:
        subject = {"gene": genomics["gene"], "variants": proteins, "keywords": request.get("keywords", [])}
        literature = call.agent("literature", subject)
        about = {"gene": genomics["gene"], "proteins": proteins, "conditions": request.get("conditions", [])}
        drug = call.agent("drug", about)
    found = {"genomics": genomics, "proteomics": proteomics, "literature": literature, "drug": drug}
    decision = call.agent("decision", {"workflowId": workflow_id, **found})
    return {**decision["report"], "reportKey": decision["reportKey"]}


class _Calls:
    """Calls agents by the names that the deployment put into the environment."""

    def __init__(self, workflow_id):
        self.workflow_id = workflow_id
        self.functions = aws.client("lambda")

    def agent(self, name, event):
        answer = self.functions.invoke(
            FunctionName=os.environ[f"AGENT_{name.upper()}"], Payload=json.dumps(event).encode("utf-8")
        )
        result = json.loads(answer["Payload"].read())
        if answer.get("FunctionError"):
            raise AgentFailed(name, self.workflow_id, _message(result))
        if result.get("status") == "refused":
            raise InputError(f"{name}: {result['error']}")
        return result


def _message(error):
    return error.get("errorMessage", "no message") if isinstance(error, dict) else str(error)
