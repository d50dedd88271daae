package dev.waybill.verify.log;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyLog;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.MlDsaProvider;
import dev.waybill.startup.StartupException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys and witnesses that decide which checkpoints are the log's: those of the policy or, when it
 * names no log, those of the file with the private keys or, without one, the published ones.
 *
 * @param policy the policy, with the keys of the log
 * @param keys the keys of the log
 * @param isPublished true when the keys are believed only because the bucket publishes them
 */
public record LogTrust(LogPolicy policy, List<VerifierKey> keys, boolean isPublished) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String POLICY = "waybill.record-log.policy: ";

  public LogTrust {
    keys = List.copyOf(keys);
  }

  /**
   * Reads the keys and witnesses of a log.
   *
   * @throws StartupException when a file is unusable; the message names the setting
   */
  public static LogTrust of(RecordLogSettings settings, LogStore store) {
    MlDsaProvider.install();
    Path file = settings.policy();
    LogPolicy policy = file == null ? null : policy(file);
    List<VerifierKey> listed = policy == null ? List.of() : logs(policy, settings.origin());
    if (policy != null && !listed.isEmpty()) {
      return new LogTrust(policy, listed, false);
    }
    Optional<List<VerifierKey>> own = own(settings);
    List<VerifierKey> keys = own.orElseGet(() -> published(store, settings.origin()));
    return new LogTrust(with(policy, keys), keys, own.isEmpty());
  }

  private static List<VerifierKey> logs(LogPolicy policy, String origin) {
    return policy.logs().stream()
        .map(PolicyLog::key)
        .filter(it -> it.name().equals(origin))
        .toList();
  }

  private static LogPolicy policy(Path file) {
    try {
      return LogPolicy.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw StartupException.configuration(
          POLICY + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(POLICY + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the public keys of the private ones; empty where the private ones are not at hand, or
   * not in use because the log is switched off.
   */
  private static Optional<List<VerifierKey>> own(RecordLogSettings settings) {
    if (!settings.enabled() || !Files.isReadable(settings.keys())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LogKeys.read(settings.keys(), settings.origin(), Clock.systemUTC()).keys());
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<VerifierKey> published(LogStore store, String origin) {
    List<VerifierKey> keys = new ArrayList<>();
    byte[] content = store.find(LogPaths.VKEYS).map(StoredObject::content).orElse(new byte[0]);
    if (content.length <= MAX_BYTES) {
      new String(content, StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> parsed(line).filter(it -> it.name().equals(origin)).ifPresent(keys::add));
    }
    return keys;
  }

  private static Optional<VerifierKey> parsed(String line) {
    try {
      return Optional.of(VerifierKey.parse(line));
    } catch (IllegalArgumentException e) {
      // The line is untrusted, and no checkpoint is accepted with less than a key.
      return Optional.empty();
    }
  }

  private static LogPolicy with(@Nullable LogPolicy policy, List<VerifierKey> keys) {
    if (policy == null) {
      return LogPolicy.ofLog(keys);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    keys.forEach(it -> text.writeBytes(("log " + it + "\n").getBytes(StandardCharsets.UTF_8)));
    text.writeBytes(policy.bytes());
    return LogPolicy.parse(text.toByteArray());
  }
}
