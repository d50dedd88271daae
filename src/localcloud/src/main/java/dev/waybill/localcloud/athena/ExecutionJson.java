package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.Execution.Progress;
import dev.waybill.localcloud.athena.Execution.State;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A query as GetQueryExecution tells it. */
record ExecutionJson(Clock clock) {
  /** Error types of Athena: a statement or its data, and the service. */
  private static final int USER_TYPE = 1003;

  private static final int SYSTEM_TYPE = 233;

  ObjectNode of(Execution execution) {
    Progress progress = execution.progress();
    QueryRequest request = execution.request();
    ObjectNode told =
        JsonCall.newAnswer()
            .put("QueryExecutionId", execution.id())
            .put("Query", request.sql())
            .put("StatementType", progress.kind())
            .put("WorkGroup", request.workgroup());
    ObjectNode results = told.putObject("ResultConfiguration");
    results.put("OutputLocation", execution.result().toString());
    if (!request.encryption().option().isEmpty()) {
      encryption(request.encryption(), results.putObject("EncryptionConfiguration"));
    }
    told.putObject("QueryExecutionContext")
        .put("Database", request.database())
        .put("Catalog", "awsdatacatalog");
    told.putObject("EngineVersion")
        .put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
    request.parameters().forEach(it -> told.withArray("/ExecutionParameters").add(it));
    status(execution, progress, told.putObject("Status"));
    statistics(execution, progress, told.putObject("Statistics"));
    return told;
  }

  private static void encryption(ResultEncryption encryption, ObjectNode told) {
    told.put("EncryptionOption", encryption.option());
    if (!encryption.key().isEmpty()) {
      told.put("KmsKey", encryption.key());
    }
  }

  private static void status(Execution execution, Progress progress, ObjectNode told) {
    told.put("State", progress.state().name());
    told.put("SubmissionDateTime", seconds(execution.submitted()));
    if (progress.ended() != null) {
      told.put("CompletionDateTime", seconds(progress.ended()));
    }
    if (progress.reason() != null) {
      told.put("StateChangeReason", progress.reason());
    }
    if (progress.state() == State.FAILED) {
      told.putObject("AthenaError")
          .put("ErrorCategory", progress.user() ? 2 : 1)
          .put("ErrorType", progress.user() ? USER_TYPE : SYSTEM_TYPE)
          .put("Retryable", false)
          .put("ErrorMessage", progress.reason());
    }
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  private void statistics(Execution execution, Progress progress, ObjectNode told) {
    Instant end = Objects.requireNonNullElseGet(progress.ended(), clock::instant);
    Instant start = Objects.requireNonNullElse(progress.started(), end);
    long queued = Duration.between(execution.submitted(), start).toMillis();
    long ran = Duration.between(start, end).toMillis();
    told.put("EngineExecutionTimeInMillis", ran)
        .put("DataScannedInBytes", progress.scanned())
        .put("TotalExecutionTimeInMillis", queued + ran)
        .put("QueryQueueTimeInMillis", queued)
        .put("ServiceProcessingTimeInMillis", 0);
    told.putObject("ResultReuseInformation").put("ReusedPreviousResult", false);
  }
}
