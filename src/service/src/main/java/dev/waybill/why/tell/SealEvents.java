package dev.waybill.why.tell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.UtcTime;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.source.BadRecord;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.source.ObjectSeal;
import dev.waybill.why.source.StoryFacts;
import java.time.DateTimeException;
import java.time.Instant;

/** Events of records: the notification that a record states, the seal, and its entry of the log. */
final class SealEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORD = "record";

  private final StoryFacts facts;
  private final VersionNames names;
  private final EventList events;

  SealEvents(StoryFacts facts, VersionNames names, EventList events) {
    this.facts = facts;
    this.names = names;
    this.events = events;
  }

  void tell() {
    facts.records().seals().forEach(this::tell);
    facts.records().bad().forEach(this::tell);
  }

  private void tell(ObjectSeal seal) {
    CustodyRecord record = seal.record();
    String name = names.of(record.version().key(), record.version().versionId());
    JsonNode predicate = predicate(record);
    events.add(
        received(predicate, record),
        Kind.RECEIVED,
        name,
        "the service received the notification"
            + (record.sequencer() == null ? "" : ", sequencer " + record.sequencer().value()),
        RECORD,
        seal.uri(),
        "notification",
        predicate.path("notification").asText(""));
    events.add(
        record.sealedAt(),
        Kind.SEALED,
        name,
        "the record was signed by "
            + record.keyId()
            + " and states SHA-256 "
            + record.sha256().hex(),
        RECORD,
        seal.uri(),
        "key",
        record.keyId());
    facts.place(seal).ifPresent(it -> tell(seal, name, it));
  }

  private static JsonNode predicate(CustodyRecord record) {
    try {
      return JSON.readTree(record.payload()).path("predicate");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verified statement is no JSON", e);
    }
  }

  private static Instant received(JsonNode predicate, CustodyRecord record) {
    try {
      return UtcTime.parse(predicate.path("received").asText(""));
    } catch (DateTimeException | IllegalArgumentException e) {
      return record.sealedAt();
    }
  }

  private void tell(ObjectSeal seal, String name, LogPlace place) {
    Instant sealed = place.sealedAt();
    switch (place.state()) {
      case PROVEN ->
          events.add(
              sealed == null ? seal.stored().storedAt() : sealed,
              Kind.LOGGED,
              name,
              "entry " + place.index() + " of the log states the record; " + proven(place),
              "entry",
              Long.toString(place.index()));
      case DIFFERS ->
          events.addDefect(
              sealed == null ? seal.stored().storedAt() : sealed,
              Kind.LOGGED,
              name,
              "entry " + place.index() + " of the log differs from the record: " + place.problem(),
              "entry",
              Long.toString(place.index()),
              RECORD,
              seal.uri());
      case MISSING ->
          events.addDefect(
              seal.stored().storedAt(), Kind.LOGGED, name, place.problem(), RECORD, seal.uri());
      case OPEN -> {
        // A gap tells it.
      }
    }
  }

  private static String proven(LogPlace place) {
    return "the checkpoint of "
        + place.size()
        + " entries proves it"
        + (place.publishedAt() == null ? "" : ", published " + place.publishedAt());
  }

  private void tell(BadRecord bad) {
    if (bad.isWaived()) {
      events.add(
          bad.storedAt(),
          Kind.SEALED,
          "",
          "an object in the place of a record is none, and a person waived it: " + bad.reason(),
          RECORD,
          bad.uri());
    } else {
      events.addDefect(
          bad.storedAt(),
          Kind.SEALED,
          "",
          "an object in the place of a record is none: " + bad.reason(),
          RECORD,
          bad.uri());
    }
  }
}
