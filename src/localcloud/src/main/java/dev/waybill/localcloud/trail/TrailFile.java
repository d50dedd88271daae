package dev.waybill.localcloud.trail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** File of events that is ready for delivery as a CloudTrail log file. */
record TrailFile(Path path) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 16;
  private static final String PREFIX = "draining-";
  private static final String SUFFIX = ".jsonl";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static String newName() {
    StringBuilder name = new StringBuilder(PREFIX).append(STAMP.format(Instant.now())).append('_');
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return name.append(SUFFIX).toString();
  }

  static boolean isTrailFile(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Returns the object key under which CloudTrail delivers such a file. */
  String key(String account, String region) {
    String name = path.getFileName().toString();
    String stamped = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    String day =
        stamped.substring(0, 4) + "/" + stamped.substring(4, 6) + "/" + stamped.substring(6, 8);
    String trail = account + "_CloudTrail_" + region + "_" + stamped + ".json.gz";
    return "AWSLogs/" + account + "/CloudTrail/" + region + "/" + day + "/" + trail;
  }

  /** Returns the compressed bytes of the log file. An incomplete last line is omitted. */
  byte[] gzip() throws IOException {
    String lines = Files.readString(path, StandardCharsets.UTF_8);
    String complete = lines.substring(0, lines.lastIndexOf('\n') + 1).strip();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      String records = "{\"Records\":[" + complete.replace('\n', ',') + "]}";
      out.write(records.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  void delete() throws IOException {
    Files.delete(path);
  }
}
