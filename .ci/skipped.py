"""Fails when a test was skipped, or when no contract test ran: a suite that did not run proves nothing."""

import pathlib
import sys
import xml.etree.ElementTree as xml


def main():
    reports = sorted(pathlib.Path(".").glob("*/target/*-reports/TEST-*.xml"))
    cases = [case for report in reports for case in xml.parse(report).getroot().iter("testcase")]
    skipped = [case for case in cases if case.find("skipped") is not None]
    contract = [case for case in cases if "Contract" in case.get("classname", "")]
    for case in skipped:
        reason = case.find("skipped").get("message") or "no reason given"
        print(f"skipped: {case.get('classname')}.{case.get('name')}: {reason}", file=sys.stderr)
    on_emulator = [case for case in contract if "inistack" in case.get("classname", "") + case.get("name", "")]
    if not on_emulator:
        print("no contract test ran on ministack", file=sys.stderr)
    print(f"{len(cases)} tests, {len(contract)} of contracts ({len(on_emulator)} on ministack), {len(skipped)} skipped")
    return 1 if skipped or not on_emulator else 0


sys.exit(main())
