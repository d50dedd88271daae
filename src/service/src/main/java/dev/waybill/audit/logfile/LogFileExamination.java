package dev.waybill.audit.logfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Examination of single log files, with a copy of the readable records of each damaged one. */
final class LogFileExamination {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  /** Limit of a file; CloudTrail's are far smaller, and some are held in memory at a time. */
  static final long MAX_STORED = 1L << 24;

  private static final int READS_AT_A_TIME = 8;

  private final LogBucket bucket;
  private final LogFileReader reader;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READS_AT_A_TIME,
          work -> {
            Thread thread = new Thread(work, "log-file");
            thread.setDaemon(true);
            return thread;
          });

  LogFileExamination(LogBucket bucket, LogFileReader reader) {
    this.bucket = bucket;
    this.reader = reader;
  }

  /** Returns what was read, in the order of the files; without files that changed meanwhile. */
  List<ReadLogFile> of(List<LogObject> objects) {
    List<CompletableFuture<Optional<ReadLogFile>>> reads =
        objects.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> orNone(it), readers))
            .toList();
    return reads.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
  }

  /** Leaves a file that S3 does not give for now to the next inspection. */
  private Optional<ReadLogFile> orNone(LogObject object) {
    try {
      return of(object);
    } catch (RuntimeException e) {
      LOG.warn("reading log file failed, retrying: file={} reason={}", object.uri(), e.toString());
      return Optional.empty();
    }
  }

  private Optional<ReadLogFile> of(LogObject object) {
    if (object.size() > MAX_STORED) {
      return Optional.of(unread(object, LogFault.TOO_LARGE));
    }
    LogBucket.Bytes bytes = bucket.read(object);
    if (bytes instanceof LogBucket.Bytes.Read read) {
      return Optional.of(of(object, new StoredContent(object.name(), read.content())));
    }
    return bytes instanceof LogBucket.Bytes.Denied
        ? Optional.of(unread(object, LogFault.DENIED))
        : Optional.empty();
  }

  private static ReadLogFile unread(LogObject object, LogFault fault) {
    return new ReadLogFile(object, LogFileContent.unread(fault), "", "");
  }

  private ReadLogFile of(LogObject object, StoredContent stored) {
    LogFileContent content = reader.read(stored, object.delivered());
    String copy = content.isRegular() || content.records() == 0 ? "" : copy(object, stored);
    return new ReadLogFile(object, content, sha256(stored.bytes()), copy);
  }

  private String copy(LogObject object, StoredContent stored) {
    String name = HexFormat.of().toHexDigits(object.fingerprint());
    return bucket.putCopy(object.partition().day() + "/" + name + ".json.gz", rows(object, stored));
  }

  /** Returns the rows, one a line. */
  private byte[] rows(LogObject object, StoredContent stored) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      reader.rows(stored, object.delivered(), row -> write(object, row, out));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(LogObject object, ObjectNode row, OutputStream out) {
    row.put("account", object.partition().account()).put("region", object.partition().region());
    try {
      out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
