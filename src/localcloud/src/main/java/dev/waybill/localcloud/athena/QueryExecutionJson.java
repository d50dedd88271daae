package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.QueryExecution.Progress;
import dev.waybill.localcloud.athena.QueryExecution.State;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** JSON of a query execution in the response to GetQueryExecution. */
record QueryExecutionJson(Clock clock) {
  /** Athena's error types: errors of a statement or its data, and errors of the service. */
  private static final int USER_TYPE = 1003;

  private static final int SYSTEM_TYPE = 233;

  ObjectNode of(QueryExecution execution) {
    Progress progress = execution.progress();
    QueryRequest request = execution.request();
    ObjectNode json =
        JsonCall.newAnswer()
            .put("QueryExecutionId", execution.id())
            .put("Query", request.sql())
            .put("StatementType", progress.kind())
            .put("WorkGroup", request.workgroup());
    ObjectNode results = json.putObject("ResultConfiguration");
    results.put("OutputLocation", execution.result().toString());
    if (!request.encryption().option().isEmpty()) {
      encryption(request.encryption(), results.putObject("EncryptionConfiguration"));
    }
    json.putObject("QueryExecutionContext")
        .put("Database", request.database())
        .put("Catalog", "awsdatacatalog");
    json.putObject("EngineVersion")
        .put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
    request.parameters().forEach(it -> json.withArray("/ExecutionParameters").add(it));
    status(execution, progress, json.putObject("Status"));
    statistics(execution, progress, json.putObject("Statistics"));
    return json;
  }

  private static void encryption(ResultEncryption encryption, ObjectNode json) {
    json.put("EncryptionOption", encryption.option());
    if (!encryption.key().isEmpty()) {
      json.put("KmsKey", encryption.key());
    }
  }

  private static void status(QueryExecution execution, Progress progress, ObjectNode json) {
    json.put("State", progress.state().name());
    json.put("SubmissionDateTime", seconds(execution.submitted()));
    if (progress.ended() != null) {
      json.put("CompletionDateTime", seconds(progress.ended()));
    }
    if (progress.reason() != null) {
      json.put("StateChangeReason", progress.reason());
    }
    if (progress.state() == State.FAILED) {
      json.putObject("AthenaError")
          .put("ErrorCategory", progress.userError() ? 2 : 1)
          .put("ErrorType", progress.userError() ? USER_TYPE : SYSTEM_TYPE)
          .put("Retryable", false)
          .put("ErrorMessage", progress.reason());
    }
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  private void statistics(QueryExecution execution, Progress progress, ObjectNode json) {
    Instant end = Objects.requireNonNullElseGet(progress.ended(), clock::instant);
    Instant start = Objects.requireNonNullElse(progress.started(), end);
    long queued = Duration.between(execution.submitted(), start).toMillis();
    long ran = Duration.between(start, end).toMillis();
    json.put("EngineExecutionTimeInMillis", ran)
        .put("DataScannedInBytes", progress.scanned())
        .put("TotalExecutionTimeInMillis", queued + ran)
        .put("QueryQueueTimeInMillis", queued)
        .put("ServiceProcessingTimeInMillis", 0);
    json.putObject("ResultReuseInformation").put("ReusedPreviousResult", false);
  }
}
