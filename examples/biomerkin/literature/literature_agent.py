"""Literature: articles about a gene and its variants, the most fitting first."""

import functools
import json
import pathlib

import ranking

MAX_ARTICLES = 50
DEFAULT_ARTICLES = 5


class InputError(Exception):
    """The event cannot be worked on; the caller has to change it."""


def handler(event, context=None):
    if isinstance(event, dict) and event.get("healthCheck") is True:
        return {"status": "ok", "agent": "literature"}
    try:
        gene, words, limit = _query(event)
    except InputError as e:
        return {"status": "refused", "agent": "literature", "error": str(e)}
    found = _index().search(gene, words)
    return {"status": "ok", "gene": gene, "total": len(found), "articles": found[:limit]}


def _query(event):
    if not isinstance(event, dict):
        raise InputError("the event must be a JSON object")
    gene = event.get("gene")
    if not isinstance(gene, str) or not gene:
        raise InputError("the event must have 'gene'")
    words = []
    for member in ("variants", "keywords"):
        value = event.get(member, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputError(f"'{member}' must be a list of strings")
        words += value
    limit = event.get("limit", DEFAULT_ARTICLES)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_ARTICLES:
        raise InputError(f"'limit' must be a whole number from 1 to {MAX_ARTICLES}")
    return gene.upper(), words, limit


@functools.cache
def _index():
    import snowballstemmer  # of requirements.txt

    articles = json.loads((pathlib.Path(__file__).parent / "articles.json").read_text(encoding="utf-8"))
    return ranking.Index(articles, snowballstemmer.stemmer("english").stemWord)
