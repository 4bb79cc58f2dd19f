import json
import unittest
from unittest import mock

import decision_agent
import drug_agent
import genomics_agent
import orchestrator
import protein
import proteomics_agent
from packaged import table
from tests.fakes import Aws

HBB = table("references")["HBB"]["coding"]
SICKLE = HBB[:19] + "T" + HBB[20:]


class Health(unittest.TestCase):
    def test_every_agent_is_well_without_doing_anything(self):
        for name, module in (
            ("genomics", genomics_agent),
            ("proteomics", proteomics_agent),
            ("drug", drug_agent),
            ("decision", decision_agent),
            ("orchestrator", orchestrator),
        ):
            with self.subTest(name):
                self.assertEqual(module.handler({"healthCheck": True}, None), {"status": "ok", "agent": name})

    def test_an_event_that_is_no_object_is_refused(self):
        self.assertEqual(
            genomics_agent.handler([], None),
            {"status": "refused", "agent": "genomics", "error": "the event must be a JSON object"},
        )


class Genomics(unittest.TestCase):
    def test_a_sequence_of_the_bucket_is_read(self):
        with Aws().installed() as aws:
            aws.objects["sequences", "hbs.fasta"] = f">HbS\n{SICKLE}".encode()
            result = genomics_agent.handler({"sequenceKey": "hbs.fasta", "gene": "hbb"})
        self.assertEqual([v["protein"] for v in result["variants"]], ["p.Glu7Val"])
        self.assertEqual((result["gene"], result["length"], result["protein"][6]), ("HBB", 444, "V"))

    def test_a_reference_of_the_event_goes_before_the_packaged_one(self):
        result = genomics_agent.handler({"sequence": SICKLE, "reference": SICKLE, "gene": "HBB"})
        self.assertEqual(result["variants"], [])

    def test_without_gene_and_reference_there_are_frames_but_no_variants(self):
        result = genomics_agent.handler({"sequence": HBB})
        self.assertEqual((result["variants"], len(result["protein"])), ([], 147))

    def test_inputs_that_cannot_be_are_refused(self):
        for event, message in (
            ({}, "the event must have either 'sequence' or 'sequenceKey'"),
            ({"sequence": "A", "sequenceKey": "a"}, "the event must have either 'sequence' or 'sequenceKey'"),
            ({"sequence": 7}, "'sequence' must be a string"),
            ({"sequenceKey": "gone"}, "there is no object 'gone' in the bucket of sequences"),
            ({"sequence": "ACGT", "gene": "TP53"}, "no reference of 'TP53' is packaged (HBB, INS are); send 'reference'"),
            ({"sequence": "ACGT", "reference": ""}, "the reference is empty"),
        ):
            with self.subTest(message), Aws().installed():
                self.assertEqual(genomics_agent.handler(event)["error"], message)

    def test_a_fault_of_the_cloud_is_no_missing_object(self):
        with Aws().installed() as aws, mock.patch.object(aws, "get_object", side_effect=ConnectionError("down")):
            with self.assertRaises(ConnectionError):
                genomics_agent.handler({"sequenceKey": "a"})


class Proteomics(unittest.TestCase):
    def test_the_second_answer_comes_from_the_cache(self):
        with Aws().installed() as aws:
            first = proteomics_agent.handler({"protein": "MVHLTPEEK"})
            with mock.patch.object(protein, "analyse", side_effect=AssertionError("computed again")):
                self.assertEqual(proteomics_agent.handler({"protein": "MVHLTPEEK*"}), first)
            self.assertEqual(len(aws.items), 1)

    def test_an_expired_answer_is_computed_again(self):
        with Aws().installed() as aws:
            proteomics_agent.handler({"protein": "MVHLTPEEK"})
            (item,) = aws.items.values()
            item.update(ttl={"N": "1"}, value={"S": "{}"})
            self.assertEqual(proteomics_agent.handler({"protein": "MVHLTPEEK"})["length"], 9)

    def test_an_event_without_a_protein_is_refused(self):
        self.assertEqual(proteomics_agent.handler({})["error"], "the event must have 'protein'")


class Drugs(unittest.TestCase):
    def test_drugs_for_the_variant_come_first_and_the_best_evidence_before_the_rest(self):
        found = drug_agent.handler({"gene": "HBB", "proteins": ["p.Glu7Val"]})["drugs"]
        self.assertEqual(
            [drug["name"] for drug in found], ["hydroxyurea", "L-glutamine", "crizanlizumab", "luspatercept"]
        )

    def test_what_a_condition_speaks_against_comes_last_and_says_so(self):
        last = drug_agent.handler({"gene": "HBB", "proteins": ["p.Glu7Val"], "conditions": ["Pregnancy"]})["drugs"]
        self.assertEqual(last[-2]["name"], "hydroxyurea")
        self.assertEqual(last[-2]["against"], ["pregnancy"])

    def test_a_gene_without_drugs_has_none(self):
        self.assertEqual(drug_agent.handler({"gene": "abc"}), {"status": "ok", "gene": "ABC", "drugs": []})

    def test_wrong_inputs_are_refused(self):
        self.assertEqual(drug_agent.handler({})["error"], "the event must have 'gene'")
        self.assertEqual(
            drug_agent.handler({"gene": "HBB", "conditions": "none"})["error"], "'conditions' must be a list of strings"
        )


class Decision(unittest.TestCase):
    def decide(self, sequence, **others):
        genomics = genomics_agent.handler({"sequence": sequence, "gene": "HBB"})
        with Aws().installed() as aws:
            answer = decision_agent.handler({"workflowId": "wf-1", "genomics": genomics, **others})
            return answer, json.loads(aws.objects["reports", "workflows/wf-1.json"])

    def test_a_known_pathogenic_variant_is_a_high_risk(self):
        answer, stored = self.decide(SICKLE)
        self.assertEqual(answer["report"]["risk"], {"score": 80, "level": "high"})
        self.assertEqual(
            answer["report"]["findings"],
            ["p.Glu7Val is known: sickle cell disease (HbS, E6V in the older numbering)"],
        )
        self.assertEqual(stored["risk"], answer["report"]["risk"])
        self.assertEqual(stored["results"]["genomics"]["length"], 444)

    def test_the_reference_itself_is_no_risk(self):
        report = self.decide(HBB)[0]["report"]
        self.assertEqual(report["risk"], {"score": 0, "level": "low"})
        self.assertEqual(report["recommendations"], ["no action follows from this sequence"])

    def test_an_unknown_missense_variant_weighs_little(self):
        report = self.decide(HBB[:27] + "G" + HBB[28:])[0]["report"]
        self.assertEqual(report["risk"]["level"], "low")
        self.assertIn("nothing is known of it here", report["findings"][0])

    def test_a_drug_that_a_condition_speaks_against_is_to_be_avoided(self):
        event = {"gene": "HBB", "proteins": ["p.Glu7Val"], "conditions": ["pregnancy"]}
        report = self.decide(SICKLE, drug=drug_agent.handler(event))[0]["report"]
        self.assertIn("avoid hydroxyurea: pregnancy", report["recommendations"])

    def test_only_drugs_for_the_variants_found_are_recommended(self):
        event = {"gene": "HBB", "proteins": ["p.Glu7Val"]}
        advice = " ".join(self.decide(SICKLE, drug=drug_agent.handler(event))[0]["report"]["recommendations"])
        self.assertIn("consider hydroxyurea (guideline)", advice)
        self.assertNotIn("luspatercept", advice)

    def test_an_event_without_its_parts_is_refused(self):
        for event, message in (
            ({}, "the event must have 'workflowId': letters, digits and hyphens, 64 at most"),
            ({"workflowId": "../x"}, "the event must have 'workflowId': letters, digits and hyphens, 64 at most"),
            ({"workflowId": "a"}, "'genomics' must be a JSON object"),
        ):
            with self.subTest(message):
                self.assertEqual(decision_agent.handler(event)["error"], message)
