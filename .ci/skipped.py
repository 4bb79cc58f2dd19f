"""Fails when a test was skipped, or when a contract did not run on both clouds: a suite that did not run proves nothing.

A contract runs once a cloud, and its name carries the number of the cloud: [1] is the embedded one, [2] ministack.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as xml

CLOUD = re.compile(r"([^\[]*)\[(\d)\]")


def main():
    reports = sorted(pathlib.Path(".").glob("*/target/*-reports/TEST-*.xml"))
    cases = [case for report in reports for case in xml.parse(report).getroot().iter("testcase")]
    skipped = [case for case in cases if case.find("skipped") is not None]
    for case in skipped:
        reason = case.find("skipped").get("message") or "no reason given"
        print(f"skipped: {case.get('classname')}.{case.get('name')}: {reason}", file=sys.stderr)
    embedded, ministack = contracts(cases, "1"), contracts(cases, "2")
    for name in sorted(embedded ^ ministack):
        print(f"ran on one cloud only: {name}", file=sys.stderr)
    if not ministack:
        print("no contract ran on ministack", file=sys.stderr)
    print(f"{len(cases)} tests, {len(ministack)} contracts on both clouds, {len(skipped)} skipped")
    return 1 if skipped or embedded != ministack or not ministack else 0


def contracts(cases, cloud):
    """The contracts that ran on a cloud."""
    found = set()
    for case in cases:
        match = CLOUD.match(case.get("name"))
        if match and match.group(2) == cloud and case.get("classname").endswith("ContractTest"):
            found.add(f"{case.get('classname')}.{match.group(1)}")
    return found


sys.exit(main())
