"""The parts of the ScaledObjects that .ci/prove-k8s.sh uses.

usage: fleet-query.py SCALING.YAML FOLDER    writes scaled.yaml and query.test.yml, scenarios of the query for promtool
"""
import json
import pathlib
import sys

import yaml

COUNTERS = {
    "bytes_received": "waybill_bytes_received_bytes_total",
    "received": "waybill_stage_total",
    "bytes_hashed": "waybill_bytes_hashed_bytes_total",
}
GIB = 2**30
# name, replicas (depth, messages in work, and a minute's bytes received, messages received, bytes hashed), seconds
SITUATIONS = [
    ("idle", [(0, 0, 0, 0, 0)] * 2, 0),
    ("nothing waits any more", [(0, 0, 6e9, 600, 6e9)] * 2, 0),
    # 2,000 messages of 10 MB at 200 MB/s.
    ("many small objects", [(1800, 100, 6e9, 600, 6e9)] * 2, 100),
    # 42 messages of 50 GiB at 400 MiB/s.
    ("few large objects", [(40, 1, 50 * GIB, 1, 12000 * 2**20)] * 2, 5376),
    # A fleet without a rate: 10 GB at 20 MB/s.
    ("nothing is read yet", [(90, 5, 6e9, 60, 0)] * 2, 500),
    ("one replica does not know the depth", [("NaN", 100, 6e9, 600, 6e9), (1800, 100, 6e9, 600, 6e9)], 100),
    ("no replica knows the depth", [("NaN", 100, 6e9, 600, 6e9)] * 2, 0),
    ("there is no replica", [], 0),
]


def series(replicas):
    for number, (depth, work, *minutes) in enumerate(replicas):
        labels = f'job="waybill",instance="{number}",app_kubernetes_io_component="custody"'
        yield f"waybill_queue_depth{{{labels}}}", " ".join(["NaN"] * 31) if depth == "NaN" else f"{depth}x30"
        yield f"waybill_in_flight{{{labels}}}", f"{work}x30"
        for (name, metric), minute in zip(COUNTERS.items(), minutes):
            stage = ',stage="received"' if name == "received" else ""
            yield f"{metric}{{{labels}{stage}}}", f"0+{minute:.0f}x30"
    # The worker's pods have the same metrics, and must not count.
    other = 'job="waybill",instance="w",app_kubernetes_io_component="worker"'
    yield f"waybill_queue_depth{{{other}}}", "9999x30"
    yield f"waybill_in_flight{{{other}}}", "0x30"
    yield f"waybill_bytes_hashed_bytes_total{{{other}}}", "0+6000000000x30"


def main():
    folder = pathlib.Path(sys.argv[2])
    objects = list(yaml.safe_load_all(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
    scaled = next(it for it in objects if it["kind"] == "ScaledObject" and it["metadata"]["name"] == "waybill")
    (folder / "scaled.yaml").write_text(yaml.safe_dump(scaled), encoding="utf-8")
    query = next(it for it in scaled["spec"]["triggers"] if it["type"] == "prometheus")["metadata"]["query"]
    tests = [
        {
            "name": name,
            "interval": "1m",
            "input_series": [{"series": key, "values": values} for key, values in series(replicas)],
            "promql_expr_test": [
                {"expr": query, "eval_time": "20m", "exp_samples": [{"labels": "{}", "value": seconds}]}
            ],
        }
        for name, replicas, seconds in SITUATIONS
    ]
    (folder / "query.test.yml").write_text(
        yaml.safe_dump({"rule_files": [], "evaluation_interval": "1m", "tests": tests}), encoding="utf-8"
    )
    print(json.dumps({"situations": len(tests)}))


main()
