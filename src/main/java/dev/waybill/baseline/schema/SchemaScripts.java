package dev.waybill.baseline.schema;

import dev.waybill.baseline.desired.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** The scripts of {@code sql/schema}: the operator's, or those that the jar carries. */
public final class SchemaScripts {
  private static final String FOLDER = "sql/schema";
  private static final String TABLE = "v001__cloudtrail_logs.sql";
  private static final String VIEW = "v002__cloudtrail_s3_events_flattened.sql";

  private final Path home;
  private final Deployment d;

  public SchemaScripts(Path home, Deployment d) {
    this.home = home;
    this.d = d;
  }

  public TableScript table() {
    return parsed(TABLE, TableScript::parse);
  }

  public ViewScript view() {
    return parsed(VIEW, ViewScript::parse);
  }

  private <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(filled(read(name)));
    } catch (IllegalArgumentException e) {
      throw new InvalidScriptException(FOLDER + "/" + name + ": " + e.getMessage(), e);
    }
  }

  private String read(String name) {
    Path file = home.resolve(FOLDER).resolve(name);
    try {
      return Files.exists(file) ? Files.readString(file) : packaged(name);
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + "/" + name + " cannot be read", e);
    }
  }

  private static String packaged(String name) throws IOException {
    try (InputStream in =
        SchemaScripts.class.getResourceAsStream("/waybill/" + FOLDER + "/" + name)) {
      if (in == null) {
        throw new IOException(FOLDER + "/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The values are names that AWS allows, none of which can end a string in SQL. */
  private String filled(String script) {
    String text =
        script
            .replace("{{log.bucket}}", d.logBucket())
            .replace("{{accounts}}", d.account())
            .replace("{{regions}}", d.regions());
    int unknown = text.indexOf("{{");
    if (unknown >= 0) {
      throw new IllegalArgumentException(
          "unknown placeholder at \""
              + text.substring(unknown, Math.min(text.length(), unknown + 30))
              + "\"; there are {{log.bucket}}, {{accounts}} and {{regions}}");
    }
    return text;
  }
}
