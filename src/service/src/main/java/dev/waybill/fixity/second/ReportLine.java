package dev.waybill.fixity.second;

import dev.waybill.fixity.second.RowOutcome.Failed;
import dev.waybill.fixity.second.RowOutcome.Unusable;
import java.util.Optional;

/**
 * Parser of one line of results. The status of the task decides; the HTTP status does not, because
 * S3 writes 200 into rows that failed.
 */
final class ReportLine {
  private static final int FIRST_HTTP_ERROR = 300;
  private static final String CODE = "[A-Za-z0-9.]{1,64}";

  private ReportLine() {}

  /** Parses a line; empty when it has too few fields. */
  static Optional<StatedRow> parse(String line) {
    return RowFields.split(line).map(ReportLine::row);
  }

  private static StatedRow row(RowFields fields) {
    return new StatedRow(
        fields.column(RowFields.BUCKET),
        fields.column(RowFields.KEY),
        fields.column(RowFields.VERSION),
        outcome(fields));
  }

  private static RowOutcome outcome(RowFields fields) {
    return switch (fields.column(RowFields.STATUS)) {
      case "succeeded" -> succeeded(fields);
      case "failed" -> new Failed(code(fields.errorCode()));
      default -> new Unusable(ReportProblem.STATUS_UNKNOWN);
    };
  }

  private static RowOutcome succeeded(RowFields fields) {
    boolean isContradicted =
        !fields.errorCode().isEmpty() || fields.httpStatus() >= FIRST_HTTP_ERROR;
    return isContradicted
        ? new Unusable(ReportProblem.STATUS_CONTRADICTED)
        : ChecksumMessage.parse(fields.message());
  }

  private static String code(String text) {
    return text.matches(CODE) ? text : "unnamed";
  }
}
