package dev.waybill.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.CustodyRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** When the service heard of an object, as its good record says. */
final class ReceivedTime {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReceivedTime() {}

  static Optional<Instant> of(CustodyRecord record) {
    try {
      String text = JSON.readTree(record.payload()).at("/predicate/received").asText();
      return Optional.of(Instant.parse(text));
    } catch (JsonProcessingException | DateTimeException none) {
      return Optional.empty();
    }
  }
}
