package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What Athena says of a query, as how it ended. */
public final class QueryEnds {
  /** The words by which Athena says that a workgroup's limit ended a query. */
  private static final String LIMIT = "bytes scanned limit was exceeded";

  private QueryEnds() {}

  /** Empty while it waits or runs. */
  public static Optional<QueryEnd> of(QueryExecution query) {
    QueryExecutionState state = query.status().state();
    String reason = String.valueOf(query.status().stateChangeReason());
    boolean limit = reason.toLowerCase(Locale.ROOT).contains(LIMIT);
    return switch (state) {
      case QUEUED, RUNNING -> Optional.empty();
      case SUCCEEDED -> Optional.of(answered(query));
      case CANCELLED ->
          Optional.of(limit ? new QueryEnd.OverLimit(reason) : new QueryEnd.Cancelled(reason));
      case FAILED ->
          Optional.of(limit ? new QueryEnd.OverLimit(reason) : new QueryEnd.Failed(reason));
      case UNKNOWN_TO_SDK_VERSION ->
          Optional.of(new QueryEnd.Failed("in the state " + query.status().stateAsString()));
    };
  }

  private static QueryEnd answered(QueryExecution query) {
    Long scanned = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return new QueryEnd.Answered(query.queryExecutionId(), scanned == null ? 0 : scanned);
  }

  /** A call that was not answered as it should be. */
  public static QueryEnd of(Throwable failure) {
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      return new QueryEnd.Refused(
          refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage());
    }
    return new QueryEnd.Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }
}
