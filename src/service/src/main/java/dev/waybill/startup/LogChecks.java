package dev.waybill.startup;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.log.cosign.CosigningPolicy;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.signing.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks of the log's keys and policy, and their publication for verifiers. */
public final class LogChecks {
  private static final Logger LOG = LoggerFactory.getLogger(LogChecks.class);
  private static final String POLICY = "waybill.record-log.policy: ";

  private LogChecks() {}

  /**
   * Reads the keys and the policy; empty when the log is switched off.
   *
   * @throws StartupException with the setting, its value and the fix
   */
  public static Optional<LogIdentity> identity(RecordLogSettings settings) {
    if (!settings.enabled()) {
      return Optional.empty();
    }
    LogKeys keys;
    try {
      keys = LogKeys.read(settings.keys(), settings.origin(), Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(String.valueOf(e.getMessage()), e);
    }
    Path file = settings.policy();
    return Optional.of(
        new LogIdentity(
            keys, file == null ? LogPolicy.ofLog(keys.keys()) : policy(file, keys.keys())));
  }

  private static LogPolicy policy(Path file, List<VerifierKey> keys) {
    LogPolicy policy;
    try {
      if (Files.size(file) > LogPolicy.MAX_BYTES) {
        throw StartupException.configuration(
            POLICY + file + " is larger than " + LogPolicy.MAX_BYTES + " bytes; name a policy");
      }
      policy = LogPolicy.parse(Files.readAllBytes(file));
      CosigningPolicy unused = CosigningPolicy.of(policy);
    } catch (IOException e) {
      throw StartupException.configuration(
          POLICY + file + " cannot be read (" + e.getClass().getSimpleName() + "); name a file", e);
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(POLICY + file + ": " + e.getMessage(), e);
    }
    if (policy.logs().stream().noneMatch(it -> keys.contains(it.key()))) {
      throw StartupException.configuration(
          POLICY
              + file
              + " names no key of this log, so that no verifier could use it; add the line: log "
              + keys.get(0));
    }
    return policy;
  }

  /**
   * Publishes the public keys and the policy. Keys that are published already are left, since a log
   * has one identity for ever; the watch reports a difference.
   */
  public static void publish(LogStore store, LogIdentity identity) {
    byte[] vkeys = vkeys(identity.keys().keys());
    if (!store.create(LogPaths.VKEYS, vkeys, Keeping.RETAINED)
        && store.find(LogPaths.VKEYS).filter(it -> isSame(it, vkeys)).isEmpty()) {
      LOG.warn("log vkeys of other keys are published; see waybill.record-log.keys");
    }
    byte[] policy = identity.policy().bytes();
    Optional<StoredObject> present = store.find(LogPaths.POLICY);
    if (present.filter(it -> isSame(it, policy)).isEmpty()) {
      Optional<String> unused =
          store.replace(
              LogPaths.POLICY,
              policy,
              present.map(StoredObject::eTag).orElse(null),
              Keeping.RETAINED);
    }
  }

  private static byte[] vkeys(List<VerifierKey> keys) {
    return keys.stream()
        .map(it -> it + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSame(StoredObject present, byte[] content) {
    return Arrays.equals(present.content(), content);
  }
}
