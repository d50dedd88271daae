package dev.waybill.cli;

import dev.waybill.record.object.UtcTime;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.KeyStatus;
import dev.waybill.verify.KeyStatus.Delegator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill keys}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "The keys that may sign records, and the times within which each is trusted.")
public final class KeysCommand implements Runnable {
  private final GlobalOptions options;
  private final KeysService service;
  private final Clock clock;
  @Spec private CommandSpec spec = CommandSpec.create();

  public KeysCommand(GlobalOptions options, KeysService service, Clock clock) {
    this.options = options;
    this.service = service;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list or revoke is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the keys of waybill.trust.keys or, without it, of the keystore, and every key that"
            + " is published in the provenance bucket, with the 200 newest keys that a key of KMS"
            + " delegated to. Exit code 1: a published key is not trusted, or a delegation is"
            + " rejected."
      })
  int list(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    List<KeyStatus> keys = service.list(settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(keys.stream().map(KeysCommand::fields).toList()));
    } else {
      keys.forEach(key -> out.println(line(key)));
    }
    out.flush();
    return keys.stream().anyMatch(key -> key.state().isFinding())
        ? ExitCode.FINDING
        : ExitCode.SUCCESS;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = {
        "Revokes a key in the file waybill.trust.keys: its records that S3 stored at that time or"
            + " later are not trusted, whatever time they state. Creates the file from the"
            + " keystore."
      })
  int revoke(
      @Parameters(
              paramLabel = "ID",
              description =
                  "The fingerprint of the key, which begins with SHA256: and is in the list.")
          String id,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "The time in UTC, such as 2030-01-31T00:00:00Z (default: now).")
          @Nullable String at) {
    Instant time = time(at);
    Path file = service.revoke(settings(), id, time);
    PrintWriter out = spec.commandLine().getOut();
    out.println("revoked " + EscapedText.of(id) + " at " + time + " in " + file);
    out.println("Give the file to every instance and verifier, and restart the service.");
    out.flush();
    return ExitCode.SUCCESS;
  }

  private LoadedSettings settings() {
    return options.loader().loadWithoutSigning(options.overrides());
  }

  private Instant time(@Nullable String at) {
    if (at == null) {
      return clock.instant();
    }
    try {
      return UtcTime.parse(at);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--at: \"" + at + "\" must be a time in UTC such as 2030-01-31T00:00:00Z",
          e);
    }
  }

  private static String line(KeyStatus key) {
    String state = key.state().isFinding() ? key.state().name() : key.state().label();
    StringBuilder line = new StringBuilder(state);
    line.append(" ".repeat(Math.max(1, 11 - state.length()))).append(EscapedText.of(key.id()));
    fields(key).forEach((name, value) -> append(name, value, line));
    return line.toString();
  }

  private static void append(String name, String value, StringBuilder line) {
    if (!name.equals("id") && !name.equals("state")) {
      line.append("  ").append(name).append('=').append(EscapedText.of(value));
    }
  }

  private static Map<String, String> fields(KeyStatus key) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", key.id());
    fields.put("state", key.state().label());
    TrustPeriod period = key.period();
    if (period != null) {
      put("not-before", period.notBefore(), fields);
      put("not-after", period.notAfter(), fields);
      put("revoked-at", period.revokedAt(), fields);
    }
    put("published", key.publishedAt(), fields);
    Delegator delegator = key.delegator();
    if (delegator != null) {
      fields.put("delegator", delegator.name());
      fields.put("delegator-key", delegator.keyId());
    }
    if (!key.note().isEmpty()) {
      fields.put("note", key.note());
    }
    return fields;
  }

  private static void put(String name, @Nullable Instant time, Map<String, String> fields) {
    if (time != null) {
      fields.put(name, time.toString());
    }
  }
}
