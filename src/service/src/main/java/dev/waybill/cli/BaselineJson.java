package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.baseline.ControlResult.Status;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** JSON of a baseline report. */
final class BaselineJson {
  private BaselineJson() {}

  static Map<String, Object> of(BaselineReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("account", report.account());
    json.put("region", report.region());
    json.put("drift", report.hasDrift());
    json.put("controls", report.results().stream().map(BaselineJson::of).toList());
    return json;
  }

  private static Map<String, String> of(ControlResult result) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("id", result.control().id());
    json.put("status", status(result.status()));
    json.put("is", result.is());
    json.put("should", result.should());
    json.put("note", result.note());
    json.put("protects", result.control().protects());
    json.put("fix", result.control().fix());
    json.put("reference", result.control().reference());
    return json;
  }

  /** Returns the value of the published format, which calls a fixed control mended. */
  private static String status(Status status) {
    return status == Status.FIXED ? "mended" : status.name().toLowerCase(Locale.ROOT);
  }
}
