package dev.waybill.cli;

import dev.waybill.estimate.CallTally;
import dev.waybill.estimate.CapacityEstimate;
import dev.waybill.estimate.CapacityLimit;
import dev.waybill.estimate.EstimatePart;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** JSON of an estimate. */
final class EstimateJson {
  private EstimateJson() {}

  static Map<String, Object> of(CapacityEstimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("objects", estimate.question().objects());
    json.put("size", estimate.question().size());
    json.put("perSecond", estimate.question().perSecond());
    json.put("region", estimate.prices().region());
    json.put(
        "arrival",
        period(estimate, estimate.arrival(), estimate.arrivalSeconds(), estimate.arrivalDollars()));
    Map<String, Object> month =
        period(estimate, estimate.month(), estimate.monthSeconds(), estimate.monthDollars());
    month.put("dollarsOfStorage", estimate.dollarsOfStorage());
    json.put("month", month);
    json.put("storedAfterYear", estimate.storedAfterYear());
    json.put("limits", estimate.limits().stream().map(EstimateJson::of).toList());
    return json;
  }

  private static Map<String, Object> period(
      CapacityEstimate estimate,
      Map<EstimatePart, CallTally> calls,
      double seconds,
      double dollars) {
    Map<String, Object> parts = new LinkedHashMap<>();
    calls.forEach((part, tally) -> parts.put(name(part), of(tally)));
    CallTally sum = CapacityEstimate.sum(calls);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", parts);
    json.put("processorSeconds", seconds);
    json.put("dollarsOfCalls", estimate.dollars(sum));
    json.put("dollarsOfEvents", estimate.dollarsOfEvents(sum));
    json.put("dollarsOfProcessor", estimate.dollarsOfSeconds(seconds));
    json.put("dollars", dollars);
    return json;
  }

  private static Map<String, Object> of(CallTally tally) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reads", tally.reads());
    json.put("writes", tally.writes());
    json.put("deletes", tally.deletes());
    json.put("messages", tally.messages());
    return json;
  }

  private static Map<String, Object> of(CapacityLimit limit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", name(limit.part()));
    json.put("resource", limit.resource());
    json.put("need", limit.need());
    json.put("holds", limit.holds());
    json.put("fix", limit.fix());
    return json;
  }

  private static String name(EstimatePart part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
