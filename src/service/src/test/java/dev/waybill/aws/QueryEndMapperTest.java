package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.QueryEnd.Cause;
import dev.waybill.audit.QueryEnd.Unanswered;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Causes of failed queries, by Athena's reasons. */
final class QueryEndMapperTest {
  @ParameterizedTest
  @CsvSource({
    "HIVE_CURSOR_ERROR: incorrect header check, UNREADABLE",
    "HIVE_CURSOR_ERROR: Unexpected end of input stream, UNREADABLE",
    "HIVE_BAD_DATA: Error parsing field value, UNREADABLE",
    "HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split s3://b/k, UNREADABLE",
    "TABLE_NOT_FOUND: Table 'HIVE_BAD_DATA' does not exist, FAILED",
    "HIVE_METASTORE_ERROR: no such database, FAILED",
    "Query cancelled! : Bytes scanned limit was exceeded, OVER_LIMIT"
  })
  void tellsUnreadableDataFromOtherFailures(String reason, Cause cause) {
    QueryEnd end =
        QueryEndMapper.of(
                QueryExecution.builder()
                    .status(it -> it.state(QueryExecutionState.FAILED).stateChangeReason(reason))
                    .build())
            .orElseThrow();

    assertThat(((Unanswered) end).cause()).isEqualTo(cause);
    assertThat(((Unanswered) end).reason()).isEqualTo(reason);
  }
}
