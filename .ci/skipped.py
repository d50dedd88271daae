"""Prints the reasons of skipped tests and their number, from the XML reports in folders.

usage: skipped.py EXPECTED FOLDER...
Fails when a skipped test has no reason, or when the number of skipped tests is not EXPECTED.
"""
import collections
import pathlib
import sys
import xml.etree.ElementTree as xml

reasons = collections.defaultdict(list)
for report in sorted(it for folder in sys.argv[2:] for it in pathlib.Path(folder).glob("TEST-*.xml")):
    for case in xml.parse(report).getroot().iter("testcase"):
        for skipped in case.iter("skipped"):
            text = skipped.get("message") or (skipped.text or "").partition("\n")[0]
            reason = text.rpartition("Assumption failed: ")[2].strip()
            reasons[reason].append(f"{case.get('classname').rpartition('.')[2]}.{case.get('name')}")
for reason, tests in sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0])):
    print(f"  {len(tests):3} {reason or 'NO REASON'}")
    for suite, count in collections.Counter(test.partition(".")[0] for test in tests).items():
        print(f"        {suite}: {count}")
total = sum(map(len, reasons.values()))
if "" in reasons or total != int(sys.argv[1]):
    sys.exit(f"{total} skipped tests in the reports, expected {sys.argv[1]}; every test needs a reason")
