package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.KeptMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of an account and region, and their names. Thread-safe; durable. */
public final class KeyRing {
  private static final String ALIAS = "alias/";

  /** Aliases of keys that AWS makes when a service first needs them. */
  private static final Pattern AWS_MANAGED = Pattern.compile("alias/aws/[a-z0-9-]+");

  private final String prefix;
  private final String account;
  private final KeptMap<KmsKey> keys;
  private final KeptMap<String> aliases;
  private final Clock clock;

  private KeyRing(
      String account, String region, KeptMap<KmsKey> keys, KeptMap<String> aliases, Clock clock) {
    this.account = account;
    this.prefix = "arn:aws:kms:" + region + ":" + account + ":";
    this.keys = keys;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** Opens, or begins, the keys kept in a folder. */
  public static KeyRing open(Path folder, String account, String region, Clock clock)
      throws IOException {
    return new KeyRing(
        account,
        region,
        KeptMap.open(folder.resolve("keys.json"), KmsKey.class),
        KeptMap.open(folder.resolve("aliases.json"), String.class),
        clock);
  }

  String account() {
    return account;
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  String arn(KmsKey key) {
    return prefix + "key/" + key.id();
  }

  String aliasArn(String alias) {
    return prefix + alias;
  }

  NavigableMap<String, KmsKey> keys() {
    long now = now();
    NavigableMap<String, KmsKey> there = new java.util.TreeMap<>(keys.all());
    there.values().removeIf(key -> isGone(key, now));
    return there;
  }

  KeptMap<String> aliases() {
    return aliases;
  }

  void add(KmsKey key) {
    keys.put(key.id(), key);
  }

  /** Changes a key; what the change refuses is not changed. */
  KmsKey change(KmsKey key, UnaryOperator<KmsKey> change) {
    keys.change(
        all -> {
          all.computeIfPresent(key.id(), (id, now) -> change.apply(now));
          return all;
        });
    return Objects.requireNonNull(keys.get(key.id()), "keys are never taken away");
  }

  /** The key by its id, ARN, alias or alias ARN; NotFoundException when there is none. */
  KmsKey any(String reference) {
    String local = reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    return local.startsWith(ALIAS) ? byAlias(local) : byId(reference);
  }

  /** The key by its id or ARN: what changes a key does not take its aliases. */
  KmsKey byId(String reference) {
    String local = reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    KmsKey key = keys.get(local.startsWith("key/") ? local.substring("key/".length()) : local);
    if (key == null || isGone(key, now())) {
      throw KmsRefusal.NOT_FOUND.because(
          reference.contains(":key/")
              ? "Key '" + reference + "' does not exist"
              : "Invalid keyId '" + reference + "'");
    }
    return key;
  }

  private KmsKey byAlias(String alias) {
    String id = aliases.get(alias);
    if (id == null && AWS_MANAGED.matcher(alias).matches()) {
      return awsManaged(alias);
    }
    if (id == null) {
      throw KmsRefusal.NOT_FOUND.because("Alias " + aliasArn(alias) + " is not found.");
    }
    return byId(id);
  }

  /** Made once, however many ask for it at the same time. */
  private synchronized KmsKey awsManaged(String alias) {
    @Nullable String id = aliases.get(alias);
    if (id != null) {
      return byId(id);
    }
    KmsKey key = KeyMaterial.awsManaged(alias, account, now());
    add(key);
    aliases.put(alias, key.id());
    return key;
  }

  private static boolean isGone(KmsKey key, long now) {
    return key.deletion() > 0 && key.deletion() <= now;
  }

  /**
   * The ARN of a key that S3 may encrypt and decrypt with.
   *
   * @param reference a key's id, ARN, alias or alias ARN
   * @throws dev.waybill.localcloud.service.JsonError NotFoundException, DisabledException,
   *     KMSInvalidStateException or InvalidKeyUsageException
   */
  public String usableArn(String reference) {
    KmsKey key = any(reference);
    KeyStates.requireUsable(this, key);
    if (!key.isSymmetric()) {
      throw KmsRefusal.INVALID_KEY_USAGE.because(arn(key) + " key usage is " + key.usage());
    }
    return arn(key);
  }

  /**
   * The ARN of a key that exists, whatever its state.
   *
   * @throws dev.waybill.localcloud.service.JsonError NotFoundException
   */
  public String existingArn(String reference) {
    return arn(any(reference));
  }
}
