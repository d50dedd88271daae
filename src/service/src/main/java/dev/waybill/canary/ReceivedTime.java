package dev.waybill.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.CustodyRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Time at which the service received an object's notification, read from its valid record. */
final class ReceivedTime {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReceivedTime() {}

  /** Returns the time, or empty when the record states none. */
  static Optional<Instant> of(CustodyRecord record) {
    try {
      String text = JSON.readTree(record.payload()).at("/predicate/received").asText();
      return Optional.of(Instant.parse(text));
    } catch (JsonProcessingException | DateTimeException none) {
      return Optional.empty();
    }
  }
}
