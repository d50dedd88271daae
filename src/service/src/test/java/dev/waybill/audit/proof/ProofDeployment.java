package dev.waybill.audit.proof;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Placeholders;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Deployment to which the records of the fixtures belong. */
final class ProofDeployment {
  static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666";

  /** Day of the fixtures; log files are delivered until noon of the next day. */
  static final Window DAY =
      new Window(
          Instant.parse("2026-03-10T00:00:00Z"),
          Instant.parse("2026-03-11T00:00:00Z"),
          Instant.parse("2026-03-11T12:00:00Z"));

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("raw.bucket", "caa304-raw-data"),
          Map.entry("incoming", "incoming/"),
          Map.entry("processed", "processed/"),
          Map.entry("test", "test/"),
          list("raw.buckets", "caa304-raw-data", "finance-done", "finance-raw"),
          list("incoming.places", "caa304-raw-data/incoming/", "finance-raw/in/"),
          list("promoted.places", "caa304-raw-data/processed/", "finance-done/out/"),
          list("test.places", "caa304-raw-data/test/", "finance-raw/test/"),
          Map.entry("excluded.places", "\\Afinance\\-raw/in/skip/"),
          Map.entry("provenance.bucket", "caa304-provenance"),
          Map.entry("log.bucket", "caa304-cloudtrail-log"),
          Map.entry("results.bucket", "caa304-athena-results"),
          Map.entry("account", AuditedLogs.ACCOUNT),
          Map.entry("kms.key", KEY),
          Map.entry(
              "signing.key",
              "arn:aws:kms:us-east-1:111122223333:key/5e6f7a8b-2222-3333-4444-555566667777"),
          Map.entry("service.role", "waybill"),
          Map.entry("trail", "caa304-data-events"));

  private ProofDeployment() {}

  private static Map.Entry<String, String> list(String name, String... texts) {
    return Map.entry(name, Placeholders.list(Stream.of(texts)));
  }

  static String bind(AuditQuery audit, Window window) {
    return audit.bind(window, VALUES, Map.of());
  }

  /** Returns the statement of an audit with another value for one placeholder. */
  static String bind(AuditQuery audit, String placeholder, String value) {
    Map<String, String> values = new HashMap<>(VALUES);
    values.put(placeholder, value);
    return audit.bind(DAY, values, Map.of());
  }
}
