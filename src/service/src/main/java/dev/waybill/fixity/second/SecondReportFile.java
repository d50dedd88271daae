package dev.waybill.fixity.second;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * File with the result of a reading: gzip of lines of JSON, first the numbers, then a line for each
 * sealed version that was not verified and for each stored version that no entry explains.
 */
final class SecondReportFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private SecondReportFile() {}

  static byte[] encode(SecondReport report, Instant ended) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      line(out, header(report, ended));
      for (SecondFinding finding : report.findings()) {
        line(out, json(finding));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void line(OutputStream out, ObjectNode json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode header(SecondReport report, Instant ended) {
    StartedRead read = report.read();
    ObjectNode json = JSON.createObjectNode();
    json.put("ended", ended.toString());
    ObjectNode files = json.putObject("files");
    report.files().forEach((key, sha256) -> files.put(key, sha256.hex()));
    json.put("job", read.job());
    json.put("manifest", read.manifest().hex());
    json.put("name", read.name());
    ObjectNode outcomes = json.putObject("outcomes");
    for (SecondOutcome outcome : SecondOutcome.values()) {
      outcomes.put(outcome.label(), report.count(outcome));
    }
    json.put("part", read.scope().part());
    json.put("parts", read.scope().parts());
    json.put("prefix", read.scope().prefix());
    ObjectNode problems = json.putObject("problems");
    report.problems().entrySet().stream()
        .sorted(Comparator.comparing(it -> it.getKey().label()))
        .forEach(
            (Map.Entry<ReportProblem, Long> it) ->
                problems.put(it.getKey().label(), it.getValue()));
    json.put("rows", report.rows());
    json.put("sealed", report.sealed());
    json.put("size", read.size());
    json.put(
        "unexplained", report.findings().stream().filter(SecondFinding::isUnexplained).count());
    return json.put("until", read.until().toString()).put("v", VERSION);
  }

  private static ObjectNode json(SecondFinding finding) {
    ObjectNode json = JSON.createObjectNode();
    if (!finding.isUnexplained()) {
      json.put("index", finding.index());
    }
    json.put("outcome", finding.isUnexplained() ? "unexplained" : finding.outcome().label());
    if (finding.own() != null) {
      json.put("own", finding.own().label());
    }
    if (!finding.reason().isEmpty()) {
      json.put("reason", finding.reason());
    }
    return json.put("version", finding.version().uri());
  }
}
