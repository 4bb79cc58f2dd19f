import unittest

import ranking


def article(title, *genes, year=2000):
    return {"title": title, "genes": list(genes), "summary": "", "variants": [], "year": year}


class Ranking(unittest.TestCase):
    def titles(self, articles, gene, *words):
        index = ranking.Index(articles, lambda word: word.rstrip("s"))
        return [found["title"] for found in index.search(gene, words)]

    def test_the_gene_weighs_more_than_a_word_and_both_most(self):
        articles = [article("Trials", "INS"), article("Other", "HBB"), article("A trial", "HBB")]
        self.assertEqual(self.titles(articles, "HBB", "trial"), ["A trial", "Other", "Trials"])

    def test_what_has_neither_gene_nor_word_is_left_out(self):
        self.assertEqual(self.titles([article("Other", "INS")], "HBB", "trial"), [])

    def test_a_rare_word_weighs_more_than_a_common_one(self):
        articles = [article("crisis pain"), article("pain cell"), article("pain blood"), article("rare blood")]
        self.assertEqual(self.titles(articles, "X", "pain", "rare")[0], "rare blood")

    def test_of_equals_the_newer_comes_first(self):
        articles = [article("Old", "HBB", year=1949), article("New", "HBB", year=2021)]
        self.assertEqual(self.titles(articles, "HBB"), ["New", "Old"])

    def test_no_articles_are_no_failure(self):
        self.assertEqual(self.titles([], "HBB", "pain"), [])
