#!/usr/bin/env python3
"""Prints the ten test classes that took the longest, of all modules, so that a slower one is noticed."""
import glob
import re

SUITE = re.compile(r'<testsuite [^>]*?\bname="([^"]+)" time="([\d.,]+)"')

times = []
for report in glob.glob("src/*/target/*-reports/TEST-*.xml"):
    with open(report, encoding="utf-8") as text:
        suite = SUITE.search(text.read(4000))
    if suite:
        times.append((float(suite[2].replace(",", "")), suite[1]))
print("the ten slowest test classes, in seconds:")
for seconds, name in sorted(times, reverse=True)[:10]:
    print(f"{seconds:8.1f}  {name}")
