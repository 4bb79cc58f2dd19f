"""Drugs: what is used against a disease of a gene, the best evidence first."""

from agent import InputError, agent, text
from packaged import table

LEVELS = ("guideline", "approved", "clinical trial", "preclinical")


@agent("drug")
def handler(event):
    gene = text(event, "gene")
    if not gene:
        raise InputError("the event must have 'gene'")
    proteins, conditions = _list(event, "proteins"), _list(event, "conditions")
    drugs = [_weighed(drug, proteins, conditions) for drug in table("drugs").get(gene.upper(), [])]
    return {"status": "ok", "gene": gene.upper(), "drugs": sorted(drugs, key=_rank)}


def _list(event, member):
    value = event.get(member, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"'{member}' must be a list of strings")
    return value


def _weighed(drug, proteins, conditions):
    """The drug with the variants it is for and the patient's conditions that speak against it."""
    lower = {condition.lower() for condition in conditions}
    matches = [variant for variant in proteins if variant in drug.get("variants", [])]
    return {
        "name": drug["name"],
        "disease": drug["disease"],
        "mechanism": drug["mechanism"],
        "evidence": drug["evidence"],
        "matches": matches,
        "fits": bool(matches) or "variants" not in drug,
        "contraindications": drug["contraindications"],
        "against": [c for c in drug["contraindications"] if c.lower() in lower],
    }


def _rank(drug):
    return bool(drug["against"]), not drug["fits"], -len(drug["matches"]), LEVELS.index(drug["evidence"]), drug["name"]
