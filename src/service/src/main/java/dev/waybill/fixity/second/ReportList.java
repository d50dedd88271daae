package dev.waybill.fixity.second;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * List of the result files of a report.
 *
 * @param files the files
 */
record ReportList(List<File> files) {
  private static final String FORMAT = "Report_CSV_20180820";
  private static final int MAX_DEPTH = 8;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  ReportList {
    files = List.copyOf(files);
  }

  /**
   * File of results.
   *
   * @param md5 MD5 of its bytes in lower-case hexadecimal digits; untrusted input
   */
  record File(String bucket, String key, String md5) {}

  /** Report whose list has no usable form. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final ReportProblem problem;

    private MalformedException(ReportProblem problem) {
      super(problem.label());
      this.problem = problem;
    }

    ReportProblem problem() {
      return problem;
    }
  }

  static ReportList parse(byte[] content) throws MalformedException {
    JsonNode list = json(content);
    if (!list.path("Format").asText().equals(FORMAT)) {
      throw new MalformedException(ReportProblem.FORMAT_UNKNOWN);
    }
    if (!list.path("Results").isArray()) {
      throw new MalformedException(ReportProblem.LIST_MALFORMED);
    }
    List<File> files = new ArrayList<>();
    for (JsonNode file : list.path("Results")) {
      files.add(
          new File(
              text(file, "Bucket"),
              text(file, "Key"),
              text(file, "MD5Checksum").toLowerCase(Locale.ROOT)));
    }
    return new ReportList(files);
  }

  private static JsonNode json(byte[] content) throws MalformedException {
    try {
      JsonNode list = JSON.readTree(content);
      if (list.isObject()) {
        return list;
      }
    } catch (IOException e) {
      // As JSON of another form.
    }
    throw new MalformedException(ReportProblem.LIST_MALFORMED);
  }

  private static String text(JsonNode file, String member) throws MalformedException {
    JsonNode value = file.path(member);
    if (!value.isTextual()) {
      throw new MalformedException(ReportProblem.LIST_MALFORMED);
    }
    return value.asText();
  }
}
