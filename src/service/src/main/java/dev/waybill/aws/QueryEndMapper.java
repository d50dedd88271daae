package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.QueryEnd.Cause;
import dev.waybill.audit.QueryEnd.Unanswered;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Mapping from Athena's query status to the end of a query. */
public final class QueryEndMapper {
  /** Text of Athena when the workgroup's scan limit ended a query. */
  private static final String SCAN_LIMIT_REASON = "bytes scanned limit was exceeded";

  /** Codes of Athena for data that it cannot read. */
  private static final Set<String> UNREADABLE_DATA =
      Set.of("HIVE_CURSOR_ERROR", "HIVE_BAD_DATA", "HIVE_CANNOT_OPEN_SPLIT");

  private QueryEndMapper() {}

  /** Returns the end of a query; empty while the query is queued or running. */
  public static Optional<QueryEnd> of(QueryExecution query) {
    QueryExecutionState state = query.status().state();
    String reason = String.valueOf(query.status().stateChangeReason());
    boolean overLimit = reason.toLowerCase(Locale.ROOT).contains(SCAN_LIMIT_REASON);
    return switch (state) {
      case QUEUED, RUNNING -> Optional.empty();
      case SUCCEEDED -> Optional.of(answered(query));
      case CANCELLED ->
          Optional.of(
              overLimit ? Cause.OVER_LIMIT.because(reason) : Cause.CANCELLED.because(reason));
      case FAILED -> Optional.of(failed(reason, overLimit));
      case UNKNOWN_TO_SDK_VERSION ->
          Optional.of(Cause.FAILED.because("unknown state " + query.status().stateAsString()));
    };
  }

  private static QueryEnd failed(String reason, boolean overLimit) {
    if (overLimit) {
      return Cause.OVER_LIMIT.because(reason);
    }
    return UNREADABLE_DATA.stream().anyMatch(reason::startsWith)
        ? Cause.UNREADABLE.because(reason)
        : Cause.FAILED.because(reason);
  }

  private static QueryEnd answered(QueryExecution query) {
    Long scanned = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return new QueryEnd.Answered(query.queryExecutionId(), scanned == null ? 0 : scanned);
  }

  /** Returns the end of a query for a failed call to Athena. */
  public static Unanswered of(Throwable failure) {
    if (failure instanceof AwsServiceException rejection && rejection.awsErrorDetails() != null) {
      return Cause.REFUSED.because(
          rejection.awsErrorDetails().errorCode()
              + ": "
              + rejection.awsErrorDetails().errorMessage());
    }
    return Cause.FAILED.because(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }
}
