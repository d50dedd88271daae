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

  /** Prefix of manifests and reports in the bucket of query results. */
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

  /** Returns the key, in the bucket of query results, of the manifest. */
  static String manifest(String name) {
    return FILES + name + "/manifest.csv";
  }

  /** Returns the prefix of the report, in the bucket of query results. */
  static String report(String name) {
    return FILES + name + "/report";
  }

  /** Returns the prefix below which S3 writes the report of a job. */
  static String folder(String name, String job) {
    return report(name) + "/job-" + job + "/";
  }
}
