"""Decision: one report of what the other agents found. It supports a physician; it replaces none."""

import re

import aws
from agent import InputError, agent, result_of, text
from packaged import table

WEIGHTS = {
    "nonsense": 60, "frameshift": 60, "start lost": 50, "stop lost": 40,
    "in-frame": 25, "missense": 20, "unknown": 5, "synonymous": 0,
}  # fmt: skip
PATHOGENIC = 80
LEVELS = ((70, "high"), (30, "moderate"), (0, "low"))
WORKFLOW_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@agent("decision")
def handler(event):
    workflow = text(event, "workflowId")
    if not workflow or not WORKFLOW_ID.fullmatch(workflow):
        raise InputError("the event must have 'workflowId': letters, digits and hyphens, 64 at most")
    genomics = result_of(event, "genomics", required=True)
    others = {name: result_of(event, name) for name in ("proteomics", "literature", "drug")}
    report = decide(workflow, genomics, **others)
    key = f"workflows/{workflow}.json"
    aws.write_object("REPORTS_BUCKET", key, {**report, "results": {"genomics": genomics, **others}})
    return {"status": "ok", "reportKey": key, "report": report}


def decide(workflow, genomics, proteomics, literature, drug):
    known = table("variants").get(genomics.get("gene") or "", {})
    weighed = [_weighed(variant, known) for variant in genomics.get("variants", [])]
    score = min(100, sum(variant["weight"] for variant in weighed))
    level = next(name for least, name in LEVELS if score >= least)
    return {
        "workflowId": workflow,
        "gene": genomics.get("gene"),
        "risk": {"score": score, "level": level},
        "variants": [variant["name"] for variant in weighed],
        "findings": [variant["finding"] for variant in weighed] + _protein_findings(proteomics),
        "recommendations": _recommendations(level, drug.get("drugs", [])),
        "evidence": [article["title"] for article in literature.get("articles", [])[:5]],
    }


def _weighed(variant, known):
    name = variant["protein"] if variant["protein"] not in ("", "p.=") else variant["dna"]
    entry = known.get(name)
    if entry:
        return {"name": name, "weight": PATHOGENIC, "finding": f"{name} is known: {entry['disease']} ({entry['note']})"}
    finding = f"{name} ({variant['dna']}) is {variant['effect']}; nothing is known of it here"
    return {"name": name, "weight": WEIGHTS[variant["effect"]], "finding": finding}


def _protein_findings(proteomics):
    if not proteomics.get("length"):
        return []
    place = "has a stretch that may cross a membrane" if proteomics.get("membrane") else "looks soluble"
    return [
        f"the protein of {proteomics['length']} amino acids ({proteomics['mass']:.0f} Da,"
        f" isoelectric point {proteomics['isoelectricPoint']}) {place}"
    ]


def _recommendations(level, drugs):
    if level == "low":
        return ["no action follows from this sequence"]
    advice = ["confirm the variants by a second method", "offer genetic counselling"]
    for drug in (drug for drug in drugs if drug["fits"]):
        if drug["against"]:
            advice.append(f"avoid {drug['name']}: {', '.join(drug['against'])}")
        else:
            advice.append(f"consider {drug['name']} ({drug['evidence']}): {drug['mechanism']}")
    return advice
