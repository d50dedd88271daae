package dev.waybill.localcloud.batch;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/** Text of one row of a report. */
record ReportRowText(String algorithm, ReportDefects defects) {
  String of(TaskResult result) {
    boolean isSuccess = result.hasSucceeded();
    String bucket =
        defects.has(ReportDefect.OTHER_BUCKET) ? "another-bucket" : result.line().bucket();
    String version = result.line().versionId() == null ? "" : result.line().versionId();
    String code = isSuccess ? "" : result.error();
    String columns = defects.has(ReportDefect.SCHEMA_ORDER) ? code + ",200" : "200," + code;
    return String.join(
        ",",
        bucket,
        result.line().encodedKey(),
        version,
        status(isSuccess),
        columns,
        isSuccess ? succeeded(result) : failed(result));
  }

  private String status(boolean isSuccess) {
    if (defects.has(ReportDefect.UNKNOWN_STATUS)) {
      return "skipped";
    }
    return isSuccess ? "succeeded" : "failed";
  }

  private String succeeded(TaskResult result) {
    byte[] checksum = HexFormat.of().parseHex(Objects.requireNonNullElse(result.checksum(), ""));
    String base64 = Base64.getEncoder().encodeToString(checksum).replace("=", "\\u003d");
    String hex = HexFormat.of().withUpperCase().formatHex(checksum);
    String json =
        "{\"checksum_base64\":\""
            + (defects.has(ReportDefect.HEX_CHECKSUM) ? hex : base64)
            + "\",\"etag\":\""
            + result.eTag()
            + "\",\"checksumAlgorithm\":\""
            + (defects.has(ReportDefect.OTHER_ALGORITHM) ? "CRC64NVME" : algorithm)
            + "\",\"checksumType\":\""
            + (defects.has(ReportDefect.COMPOSITE_TYPE) ? "COMPOSITE" : "FULL_OBJECT")
            + "\"}";
    return '"' + json.replace("\"", "\"\"") + '"';
  }

  /** Quotes are not doubled, as in S3's example. */
  private static String failed(TaskResult result) {
    return "\"{\"Error\":\"" + result.error() + "\",\"Message\":\"" + result.message() + "\"}\"";
  }
}
