package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.examine.TouchedObject;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TouchedRowsTest {
  private final List<TouchedObject> touched = new ArrayList<>();
  private final TouchedRows rows =
      new TouchedRows(
          CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/")),
          touched::add);

  private static Map<String, String> row(String event) {
    Map<String, String> row = new HashMap<>();
    row.put("event_name", event);
    row.put("event_id", "e1");
    row.put("bucket_name", "raw");
    row.put("object_key", "processed/a");
    return row;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutObject",
        "CopyObject",
        "CompleteMultipartUpload",
        "DeleteObject",
        "PutObjectTagging",
        "PutObjectRetention",
        "PutObjectLegalHold",
        "RestoreObject",
        "UpdateObjectEncryption"
      })
  void namesPromotedObjectThatAnEventChanged(String event) {
    rows.accept(row(event));

    assertThat(touched).containsExactly(new TouchedObject(event, "e1", "raw", "processed/a"));
  }

  @ParameterizedTest
  @CsvSource({
    "event_name, GetObject",
    "bucket_name, other",
    "object_key, incoming/a",
    "error_code, AccessDenied"
  })
  void leavesOtherRows(String column, String value) {
    Map<String, String> row = row("PutObject");
    row.put(column, value);

    rows.accept(row);

    assertThat(touched).isEmpty();
  }

  @Test
  void leavesRowOfAnAuditWithOtherColumns() {
    rows.accept(Map.of("principal", "analyst"));

    assertThat(touched).isEmpty();
  }
}
