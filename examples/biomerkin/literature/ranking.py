"""Ranks articles by the words of a query: BM25 over title and summary, words cut to their stem."""

import collections
import math
import re

SATURATION, LENGTH_PART = 1.2, 0.75
GENE_BONUS = 10.0
WORD = re.compile(r"[a-z0-9]+")


class Index:
    """Articles and the stems of their words; 'stem' gives the stem of a lower-case word."""

    def __init__(self, articles, stem):
        self._stem = stem
        self._articles = articles
        self._counts = [collections.Counter(self._stems(_text(article))) for article in articles]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(articles) if articles else 0
        self._spread = collections.Counter(stem for counts in self._counts for stem in counts)

    def search(self, gene, words):
        """The articles about the gene or with one of the words, with their score, best first."""
        stems = set(self._stems(" ".join(words)))
        scored = []
        for number, article in enumerate(self._articles):
            score = self._score(number, stems) + (GENE_BONUS if gene in article["genes"] else 0)
            if score > 0:
                scored.append({**article, "score": round(score, 3)})
        return sorted(scored, key=lambda article: (-article["score"], -article["year"], article["title"]))

    def _stems(self, text):
        return [self._stem(word) for word in WORD.findall(text.lower())]

    def _score(self, number, stems):
        return sum(self._weight(number, stem) for stem in sorted(stems) if self._counts[number][stem])

    def _weight(self, number, stem):
        count, spread, total = self._counts[number][stem], self._spread[stem], len(self._articles)
        rarity = math.log(1 + (total - spread + 0.5) / (spread + 0.5))
        length = 1 - LENGTH_PART + LENGTH_PART * self._lengths[number] / self._mean
        return rarity * count * (SATURATION + 1) / (count + SATURATION * length)


def _text(article):
    return " ".join([article["title"], article["summary"], *article["genes"], *article["variants"]])
