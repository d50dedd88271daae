package dev.waybill.localcloud.athena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DDL of the project's own audit tables for a test. */
final class AuditTables {
  static final String VIEW = "cloudtrail_s3_events_flattened";

  private AuditTables() {}

  static List<String> ddl(String bucket, String accounts, String regions) {
    String table =
        file("v001__cloudtrail_logs.sql")
            .replace("{{log.bucket}}", bucket)
            .replace("{{accounts}}", accounts)
            .replace("{{regions}}", regions);
    return List.of(table, file("v002__cloudtrail_s3_events_flattened.sql"));
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of("sql/schema", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
