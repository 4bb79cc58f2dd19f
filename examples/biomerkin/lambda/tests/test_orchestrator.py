import base64
import json
import unittest

import decision_agent
import drug_agent
import genomics_agent
import orchestrator
import proteomics_agent
from packaged import table
from tests.fakes import Aws

HBB = table("references")["HBB"]["coding"]
SICKLE = HBB[:19] + "T" + HBB[20:]
AGENTS = {
    "genomics": genomics_agent.handler,
    "proteomics": proteomics_agent.handler,
    "literature": lambda event: {"status": "ok", "articles": [{"title": f"About {event['gene']}"}]},
    "drug": drug_agent.handler,
    "decision": decision_agent.handler,
}


def request(method, path, body=None, **rest):
    return {"httpMethod": method, "path": path, "body": body, **rest}


def call(event):
    answer = orchestrator.handler(event, None)
    return answer["statusCode"], json.loads(answer["body"])


class Workflows(unittest.TestCase):
    def setUp(self):
        self.aws = Aws(dict(AGENTS))
        self.enterContext(self.aws.installed())

    def test_a_workflow_can_be_started_looked_at_and_read(self):
        status, started = call(request("POST", "/workflows", json.dumps({"sequence": SICKLE, "gene": "HBB"})))
        self.assertEqual((status, started["status"], started["variants"]), (201, "completed", ["p.Glu7Val"]))
        self.assertEqual(started["risk"], {"score": 80, "level": "high"})
        self.assertEqual(started["evidence"], ["About HBB"])
        self.assertEqual(call(request("GET", f"/workflows/{started['workflowId']}")), (200, started))
        status, results = call(request("GET", f"/workflows/{started['workflowId']}/results"))
        self.assertEqual((status, results["results"]["proteomics"]["length"]), (200, 147))

    def test_the_results_hold_what_every_agent_found(self):
        started = call(request("POST", "/workflows", json.dumps({"sequence": SICKLE, "gene": "HBB"})))[1]
        results = call(request("GET", f"/workflows/{started['workflowId']}/results"))[1]["results"]
        self.assertEqual(sorted(results), ["drug", "genomics", "literature", "proteomics"])

    def test_a_sequence_without_gene_and_frame_asks_neither_literature_nor_drugs(self):
        for name in ("proteomics", "literature", "drug"):
            del self.aws.functions[name]
        status, started = call(request("POST", "/workflows", json.dumps({"sequence": "ACGT"})))
        self.assertEqual((status, started["risk"]["level"]), (201, "low"))

    def test_a_direct_workflow_leaves_one_item_however_often_it_runs(self):
        event = {"workflow": {"sequence": SICKLE, "gene": "HBB"}}
        first = orchestrator.handler(event, None)
        self.assertEqual(orchestrator.handler(event, None), first)
        self.assertEqual((first["workflowId"], first["risk"]["level"]), ("verification", "high"))
        self.assertEqual(len([key for key in self.aws.items if key[0] == "workflows"]), 1)

    def test_a_base64_body_is_read(self):
        body = base64.b64encode(json.dumps({"sequence": "ACGT"}).encode()).decode()
        self.assertEqual(call(request("POST", "/workflows", body, isBase64Encoded=True))[0], 201)


class Refusals(unittest.TestCase):
    def setUp(self):
        self.aws = Aws(dict(AGENTS))
        self.enterContext(self.aws.installed())

    def test_bodies_that_are_no_workflow_are_a_400(self):
        for body, message in (
            ("[]", "a workflow must be a JSON object"),
            ("{}", "either 'sequence' or 'sequenceKey' must be given"),
            ('{"sequence": 1}', "'sequence' must be a string"),
            ('{"sequence": "A", "keywords": [1]}', "'keywords' must be a list of strings"),
            (
                '{"dna": "A"}',
                "'dna' is not known (sequence, sequenceKey, gene, reference, keywords, conditions are);"
                " either 'sequence' or 'sequenceKey' must be given",
            ),
            ('{"sequence": "ACGX"}', "genomics: the sequence has 'X' at position 4; DNA is A, C, G, T and N"),
        ):
            with self.subTest(body):
                self.assertEqual(call(request("POST", "/workflows", body)), (400, {"error": message}))

    def test_a_body_that_is_no_json_is_a_400(self):
        for body in (None, "", "{"):
            with self.subTest(body):
                status, answer = call(request("POST", "/workflows", body))
                self.assertEqual(status, 400)
                self.assertTrue(answer["error"].startswith("the body is not JSON: "))
        self.assertEqual(call(request("POST", "/workflows", "?", isBase64Encoded=True))[0], 400)

    def test_a_body_that_is_too_large_is_a_413(self):
        self.assertEqual(call(request("POST", "/workflows", " " * 300_000))[0], 413)

    def test_what_is_not_there_is_a_404_and_another_method_a_405(self):
        for method, path, status in (
            ("GET", "/", 404),
            ("GET", "/nothing", 404),
            ("GET", "/workflows/unknown", 404),
            ("GET", "/workflows/..%2F/results", 404),
            ("GET", "/workflows", 405),
            ("DELETE", "/workflows/a", 405),
            ("POST", "/health", 405),
        ):
            with self.subTest(f"{method} {path}"):
                self.assertEqual(call(request(method, path))[0], status)

    def test_an_agent_that_fails_is_a_502_and_the_workflow_is_kept_as_failed(self):
        self.aws.functions["drug"] = lambda event: 1 / 0
        status, answer = call(request("POST", "/workflows", json.dumps({"sequence": SICKLE, "gene": "HBB"})))
        self.assertEqual((status, answer["agent"]), (502, "drug"))
        self.assertEqual(answer["error"], "the agent 'drug' failed: division by zero")
        kept = call(request("GET", f"/workflows/{answer['workflowId']}"))[1]
        self.assertEqual(kept["status"], "failed")
        self.assertEqual(call(request("GET", f"/workflows/{answer['workflowId']}/results"))[0], 404)

    def test_a_direct_workflow_that_fails_fails_loudly(self):
        self.aws.functions["genomics"] = lambda event: 1 / 0
        with self.assertRaisesRegex(Exception, "the agent 'genomics' failed: division by zero"):
            orchestrator.handler({"workflow": {"sequence": "ACGT"}}, None)

    def test_health_is_open_and_other_events_are_refused(self):
        self.assertEqual(call(request("GET", "/health")), (200, {"status": "ok", "agent": "orchestrator"}))
        self.assertEqual(
            orchestrator.handler({"x": 1}, None)["error"], "the event must be an API request or have 'workflow'"
        )
