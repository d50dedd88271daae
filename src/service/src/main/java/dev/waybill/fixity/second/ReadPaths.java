package dev.waybill.fixity.second;

import dev.waybill.fixity.FixityPaths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of readings, and the keys of their objects. */
public final class ReadPaths {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{9}Z");
  private static final String RETAINED = FixityPaths.PREFIX + "second/";

  /** Prefix of manifests and reports below that of query results. */
  private static final String FILES = "second-read/";

  private ReadPaths() {}

  /** Returns the name of a reading that begins now: its time, such as 20261129T192300250Z. */
  static String name(Instant now) {
    return FORM.format(now);
  }

  /** Returns true for the name of a reading. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns the key, in the provenance bucket, of what a job was created with. */
  static String job(String name) {
    return RETAINED + name + "/job.json";
  }

  /** Returns the key, in the provenance bucket, of the result. */
  static String result(String name) {
    return RETAINED + name + "/result.ndjson.gz";
  }

  /**
   * Returns the prefix of a reading's manifest and report.
   *
   * @param prefix prefix of query results; empty, or it ends in a slash
   */
  static String folder(String prefix, String name) {
    return prefix + FILES + name + "/";
  }

  /** Returns the key of the manifest below the prefix of a reading. */
  static String manifest(String folder) {
    return folder + "manifest.csv";
  }

  /** Returns the prefix of the report below the prefix of a reading, without a slash at its end. */
  static String report(String folder) {
    return folder + "report";
  }

  /** Returns the prefix below which S3 writes the report of a job. */
  static String reportOf(String folder, String job) {
    return report(folder) + "/job-" + job + "/";
  }
}
