package dev.waybill.localcloud.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Completion report of a job: files of results, and the list of them. */
record JobReport(BatchJob job, ObjectStore store, ReportDefects defects, Clock clock) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(List<TaskResult> results) throws IOException {
    ArrayNode files = JSON.createArrayNode();
    if (job.request().report().hasSucceeded()) {
      write("succeeded", results.stream().filter(TaskResult::hasSucceeded).toList(), files);
    }
    write("failed", results.stream().filter(it -> !it.hasSucceeded()).toList(), files);
    if (defects.has(ReportDefect.MISSING_MANIFEST)) {
      return;
    }
    ObjectNode list = JSON.createObjectNode().put("Format", "Report_CSV_20180820");
    list.put("ReportCreationDate", clock.instant().toString()).set("Results", files);
    list.put(
        "ReportSchema",
        "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage");
    put(folder() + "manifest.json", JSON.writeValueAsBytes(list), "application/json");
  }

  private String folder() {
    String prefix = job.request().report().prefix();
    return (prefix.isEmpty() ? "" : prefix + "/") + "job-" + job.id() + "/";
  }

  private void write(String status, List<TaskResult> results, ArrayNode files) throws IOException {
    if (results.isEmpty()) {
      return;
    }
    byte[] content = text(results).getBytes(StandardCharsets.UTF_8);
    String key = folder() + "results/" + hash("SHA-1", content) + ".csv";
    String md5 = hash("MD5", content);
    files
        .addObject()
        .put("TaskExecutionStatus", status)
        .put("Bucket", job.request().report().bucket())
        .put("MD5Checksum", defects.has(ReportDefect.WRONG_MD5) ? "0".repeat(32) : md5)
        .put("Key", key);
    if (!defects.has(ReportDefect.MISSING_RESULT_FILE)) {
      put(key, content, "text/csv");
    }
  }

  private String text(List<TaskResult> results) {
    ReportRowText row = new ReportRowText(job.request().algorithm(), defects);
    List<String> lines = new ArrayList<>(results.stream().map(row::of).toList());
    if (defects.has(ReportDefect.MISSING_ROW)) {
      lines.remove(lines.size() - 1);
    }
    if (defects.has(ReportDefect.DUPLICATE_ROW) && !lines.isEmpty()) {
      lines.add(lines.get(0));
    }
    if (defects.has(ReportDefect.FOREIGN_ROW) && !lines.isEmpty()) {
      String bucket = results.get(0).line().bucket();
      lines.add(bucket + ",somebody%2Felse,,failed,200,AccessDenied,");
    }
    String text = String.join("\n", lines) + "\n";
    return defects.has(ReportDefect.TRUNCATED_FILE) ? text.substring(0, text.length() - 20) : text;
  }

  private void put(String key, byte[] bytes, String type) throws IOException {
    Bucket bucket = store.bucket(job.request().report().bucket());
    StagedContent content = bucket.stage();
    try (content) {
      content.write(bytes);
    }
    Map<String, String> headers =
        Map.of("content-type", type, "x-amz-server-side-encryption", "AES256");
    NewVersion version =
        new NewVersion(
            key,
            content,
            hash("MD5", bytes),
            Map.of(),
            null,
            headers,
            Map.of(),
            Map.of(),
            null,
            false);
    bucket.put(version, WriteCondition.NONE, null);
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
