"""Genomics: GC content, open reading frames, variants against a reference, translation."""

import aws
import dna
import variants
from agent import InputError, agent, text
from packaged import table

MAX_FRAMES = 20


@agent("genomics")
def handler(event):
    sequence = _sequence(event)
    gene, reference = _reference(event)
    frames = dna.open_reading_frames(sequence)
    return {
        "status": "ok",
        "gene": gene,
        "length": len(sequence),
        "gcContent": dna.gc_content(sequence),
        "frames": frames[:MAX_FRAMES],
        "protein": frames[0]["protein"] if frames else "",
        "variants": variants.find(reference, sequence) if reference else [],
    }


def _sequence(event):
    given, key = text(event, "sequence"), text(event, "sequenceKey")
    if (given is None) == (key is None):
        raise InputError("the event must have either 'sequence' or 'sequenceKey'")
    if key is not None:
        given = aws.read_object("SEQUENCE_BUCKET", key)
        if given is None:
            raise InputError(f"there is no object '{key}' in the bucket of sequences")
    return dna.parse(given)


def _reference(event):
    """(gene, reference): the reference given, or else the packaged one of the gene."""
    gene, given = text(event, "gene"), text(event, "reference")
    gene = gene.upper() if gene else None
    if given is not None:
        return gene, dna.parse(given, "reference")
    if gene is None:
        return None, None
    known = table("references")
    if gene not in known:
        raise InputError(f"no reference of '{gene}' is packaged ({', '.join(sorted(known))} are); send 'reference'")
    return gene, known[gene]["coding"]
