package dev.waybill.audit.logfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reader of the log files of CloudTrail, which tells every difference from the form in which
 * CloudTrail writes them and reads as many records as it can. Everything that it reads is limited,
 * because anybody who can write into the log bucket decides what it reads.
 */
public final class LogFileReader {
  private final Map<String, LogColumnType> columns;

  /**
   * @param hiveTypes Hive types of the columns of the table of logs, by name
   */
  public LogFileReader(Map<String, String> hiveTypes) {
    this.columns = LogColumnType.columns(hiveTypes);
  }

  /** Returns the content of a file, without its rows. */
  LogFileContent read(StoredContent stored, Instant delivered) {
    DocumentReader strict = reader(delivered, row -> {});
    LogFileContent content = read(stored, CodingErrorAction.REPORT, strict);
    if (content.isRegular() || content.faults().containsKey(LogFault.TOO_LARGE)) {
      return content;
    }
    DocumentReader lenient = reader(delivered, row -> {});
    if (content.faults().containsKey(LogFault.NOT_UTF8)) {
      lenient.fault(LogFault.NOT_UTF8);
    }
    return read(stored, CodingErrorAction.REPLACE, lenient);
  }

  /**
   * Reads the rows of a file, and replaces what is not UTF-8.
   *
   * @param rows receives each row, with the columns of the table only
   */
  void rows(StoredContent stored, Instant delivered, Consumer<ObjectNode> rows) {
    LogFileContent unused = read(stored, CodingErrorAction.REPLACE, reader(delivered, rows));
  }

  private DocumentReader reader(Instant delivered, Consumer<ObjectNode> rows) {
    return new DocumentReader(new RecordRow(columns, delivered), rows);
  }

  private static LogFileContent read(
      StoredContent stored, CodingErrorAction onError, DocumentReader reader) {
    if (stored.bytes().length == 0) {
      return LogFileContent.unread(LogFault.EMPTY);
    }
    if (stored.name().startsWith(".")
        || stored.name().startsWith("_")
        || !stored.name().endsWith(".json.gz")) {
      reader.fault(LogFault.UNUSUAL_NAME);
    }
    if (stored.isNamedGzip() != stored.isGzip()) {
      reader.fault(stored.isNamedGzip() ? LogFault.NOT_GZIP : LogFault.UNUSUAL_NAME);
    }
    try (InputStream content = stored.open();
        Reader text =
            new InputStreamReader(
                content,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(onError)
                    .onUnmappableCharacter(onError))) {
      reader.read(text);
    } catch (IOException e) {
      reader.end(e);
    }
    return reader.content();
  }
}
