"""Proteomics: what follows from a protein's amino acids. Kept in the cache, as the same come again."""

import hashlib

import aws
import protein
from agent import InputError, agent, text

VERSION = 1  # of the analysis: a changed one must not find answers of the one before


@agent("proteomics")
def handler(event):
    given = text(event, "protein")
    if given is None:
        raise InputError("the event must have 'protein'")
    residues = protein.parse(given)
    digest = hashlib.sha256(residues.encode("ascii")).hexdigest()
    analysis = aws.cached(f"protein/{VERSION}/{digest}", lambda: protein.analyse(residues))
    return {"status": "ok", **analysis}
