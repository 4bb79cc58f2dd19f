"""Needs what requirements.txt asks for: pip install -r requirements.txt."""

import importlib.util
import unittest

import literature_agent


class Inputs(unittest.TestCase):
    def test_the_agent_is_well_without_doing_anything(self):
        self.assertEqual(
            literature_agent.handler({"healthCheck": True}, None), {"status": "ok", "agent": "literature"}
        )

    def test_wrong_inputs_are_refused(self):
        for event, message in (
            ("HBB", "the event must be a JSON object"),
            ({}, "the event must have 'gene'"),
            ({"gene": "HBB", "keywords": "pain"}, "'keywords' must be a list of strings"),
            ({"gene": "HBB", "limit": 0}, "'limit' must be a whole number from 1 to 50"),
        ):
            with self.subTest(message):
                self.assertEqual(literature_agent.handler(event)["error"], message)


@unittest.skipUnless(importlib.util.find_spec("snowballstemmer"), "snowballstemmer is not installed")
class Search(unittest.TestCase):
    def test_words_are_found_by_their_stem(self):
        found = literature_agent.handler({"gene": "HBB", "keywords": ["edited genes"]})
        self.assertEqual(found["articles"][0]["doi"], "10.1056/NEJMoa2031054")

    def test_articles_about_the_gene_come_first(self):
        found = literature_agent.handler({"gene": "hbb", "variants": ["p.Glu7Val"], "limit": 3})
        self.assertEqual(len(found["articles"]), 3)
        self.assertTrue(all("HBB" in article["genes"] for article in found["articles"]))

    def test_a_gene_nobody_wrote_about_finds_nothing(self):
        self.assertEqual(literature_agent.handler({"gene": "ABC"})["total"], 0)
