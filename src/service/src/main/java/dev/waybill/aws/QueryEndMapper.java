package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.QueryEnd.Cause;
import dev.waybill.audit.QueryEnd.Unanswered;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Mapping from Athena's query status to the end of a query. */
public final class QueryEndMapper {
  /** The words by which Athena says that a workgroup's limit ended a query. */
  private static final String LIMIT = "bytes scanned limit was exceeded";

  private QueryEndMapper() {}

  /** Empty while it waits or runs. */
  public static Optional<QueryEnd> of(QueryExecution query) {
    QueryExecutionState state = query.status().state();
    String reason = String.valueOf(query.status().stateChangeReason());
    boolean limit = reason.toLowerCase(Locale.ROOT).contains(LIMIT);
    return switch (state) {
      case QUEUED, RUNNING -> Optional.empty();
      case SUCCEEDED -> Optional.of(answered(query));
      case CANCELLED ->
          Optional.of(limit ? Cause.OVER_LIMIT.because(reason) : Cause.CANCELLED.because(reason));
      case FAILED ->
          Optional.of(limit ? Cause.OVER_LIMIT.because(reason) : Cause.FAILED.because(reason));
      case UNKNOWN_TO_SDK_VERSION ->
          Optional.of(Cause.FAILED.because("in the state " + query.status().stateAsString()));
    };
  }

  private static QueryEnd answered(QueryExecution query) {
    Long scanned = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return new QueryEnd.Answered(query.queryExecutionId(), scanned == null ? 0 : scanned);
  }

  /** A call that was not answered as it should be. */
  public static Unanswered of(Throwable failure) {
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      return Cause.REFUSED.because(
          refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage());
    }
    return Cause.FAILED.because(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }
}
