package dev.waybill.audit.logfile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reader of the JSON of one log file: of the one document, or of whatever is there instead. */
final class DocumentReader {
  private static final String RECORDS = "Records";

  private final RecordRow converter;
  private final Consumer<ObjectNode> rows;
  private final EnumMap<LogFault, Integer> faults = new EnumMap<>(LogFault.class);
  private long records;
  private long lost;
  private boolean complete;
  private @Nullable Instant from;
  private @Nullable Instant until;

  DocumentReader(RecordRow converter, Consumer<ObjectNode> rows) {
    this.converter = converter;
    this.rows = rows;
  }

  void fault(LogFault fault) {
    int unused = faults.merge(fault, 1, Integer::sum);
  }

  /** Reads to the end of the file. */
  void read(Reader text) throws IOException {
    try (JsonParser parser = LogJson.parser(text)) {
      int documents = 0;
      while (parser.nextToken() != null) {
        documents++;
        if (documents == 2) {
          fault(LogFault.SEVERAL_DOCUMENTS);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          document(parser);
        } else {
          fault(LogFault.NO_RECORDS);
          elements(parser);
        }
      }
      if (documents == 0) {
        fault(LogFault.EMPTY);
      }
      complete = true;
    }
  }

  /** Reads an object: the document with Records, or a record that stands alone. */
  private void document(JsonParser parser) throws IOException {
    ObjectNode others = LogJson.object();
    int found = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equalsIgnoreCase(RECORDS)) {
        found++;
        if (!name.equals(RECORDS)) {
          fault(LogFault.RECORDS_SPELLED_OTHERWISE);
        }
        records(parser);
      } else {
        JsonNode value = LogJson.value(parser);
        if (value != null) {
          others.set(name, value);
        } else {
          fault(LogFault.TOO_DEEP);
        }
      }
    }
    if (found > 1) {
      fault(LogFault.SEVERAL_DOCUMENTS);
    }
    if (found == 0) {
      fault(LogFault.NO_RECORDS);
      if (isRecord(others)) {
        record(others);
      }
    }
  }

  private void records(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      fault(LogFault.RECORDS_NOT_ARRAY);
    }
    elements(parser);
  }

  /** Reads the value at the parser's token: an array of records, one record, or records by name. */
  private void elements(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        element(parser);
      }
      return;
    }
    JsonNode value = LogJson.value(parser);
    if (value == null) {
      lost(LogFault.TOO_DEEP);
    } else if (value.isObject() && !isRecord(value)) {
      value.forEach(this::element);
    } else if (value.isObject()) {
      element(value);
    } else if (!value.isNull()) {
      lost++;
    }
  }

  private void element(JsonParser parser) throws IOException {
    JsonNode value = LogJson.value(parser);
    if (value == null) {
      lost(LogFault.TOO_DEEP);
    } else {
      element(value);
    }
  }

  private void element(JsonNode value) {
    if (value.isObject()) {
      record((ObjectNode) value);
    } else {
      lost(LogFault.NOT_A_RECORD);
    }
  }

  private void lost(LogFault fault) {
    lost++;
    fault(fault);
  }

  private static boolean isRecord(JsonNode object) {
    return object.has("eventName") || object.has("eventTime") || object.has("eventSource");
  }

  private void record(ObjectNode record) {
    records++;
    ObjectNode row = converter.of(record);
    Instant time = EventTime.of(row.path("eventtime"), Instant.EPOCH).time();
    from = from == null || time.isBefore(from) ? time : from;
    until = until == null || time.isAfter(until) ? time : until;
    rows.accept(row);
  }

  /** Takes the failure at which the reading ended. */
  void end(IOException failure) {
    if (failure instanceof LogFaultException known) {
      fault(known.fault());
      complete = known.fault() == LogFault.TRAILING_BYTES;
    } else if (failure instanceof CharacterCodingException) {
      fault(LogFault.NOT_UTF8);
    } else if (failure instanceof ZipException) {
      fault(LogFault.GZIP_DAMAGED);
    } else if (failure instanceof JsonEOFException) {
      fault(LogFault.INCOMPLETE);
    } else if (failure instanceof JsonProcessingException) {
      fault(LogFault.NOT_JSON);
    } else if (failure instanceof EOFException) {
      fault(LogFault.GZIP_INCOMPLETE);
    } else {
      fault(LogFault.GZIP_DAMAGED);
    }
  }

  LogFileContent content() {
    Map<LogFault, Integer> all = new EnumMap<>(faults);
    converter.faults().forEach((fault, count) -> all.merge(fault, count, Integer::sum));
    return new LogFileContent(all, records, lost, complete, from, until);
  }
}
