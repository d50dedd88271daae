package dev.waybill.localcloud.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** File of events that is ready for delivery as a CloudTrail log file. */
record TrailFile(Path path) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 16;
  private static final String PREFIX = "draining-";
  private static final String SUFFIX = ".jsonl";
  private static final String EVENT_TIME = "\"eventTime\":\"";
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

  /**
   * Events of a file as the content of a log file.
   *
   * @param json the content
   * @param newest the time of the newest event; empty if there is none
   * @param oldest the time of the oldest event; empty if there is none
   */
  record Events(String json, String newest, String oldest) {}

  /** Returns the events. An incomplete last line is omitted. */
  Events events() throws IOException {
    String lines = Files.readString(path, StandardCharsets.UTF_8);
    String complete = lines.substring(0, lines.lastIndexOf('\n') + 1).strip();
    List<String> times =
        complete.lines().map(TrailFile::eventTime).filter(it -> !it.isEmpty()).sorted().toList();
    return new Events(
        "{\"Records\":[" + complete.replace('\n', ',') + "]}",
        times.isEmpty() ? "" : times.get(times.size() - 1),
        times.isEmpty() ? "" : times.get(0));
  }

  /**
   * Returns the time of an event. No field before it is named by a caller, and the quotes in a
   * caller's text are escaped.
   */
  private static String eventTime(String event) {
    int start = event.indexOf(EVENT_TIME) + EVENT_TIME.length();
    int end = event.indexOf('"', start);
    return start < EVENT_TIME.length() || end < 0 ? "" : event.substring(start, end);
  }

  void delete() throws IOException {
    Files.delete(path);
  }
}
