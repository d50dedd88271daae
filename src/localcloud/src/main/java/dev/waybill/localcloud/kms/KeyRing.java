package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.DurableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durable, thread-safe store of the keys and aliases of an account and region. */
public final class KeyRing {
  private static final String ALIAS_PREFIX = "alias/";

  /** Aliases of AWS managed keys, which are created when a service first uses them. */
  private static final Pattern AWS_MANAGED = Pattern.compile("alias/aws/[a-z0-9-]+");

  private final String prefix;
  private final String account;
  private final DurableMap<KmsKey> keys;
  private final DurableMap<String> aliases;
  private final Clock clock;

  private KeyRing(
      String account,
      String region,
      DurableMap<KmsKey> keys,
      DurableMap<String> aliases,
      Clock clock) {
    this.account = account;
    this.prefix = "arn:aws:kms:" + region + ":" + account + ":";
    this.keys = keys;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** Opens the keys stored in a folder. A new folder has none. */
  public static KeyRing open(Path folder, String account, String region, Clock clock)
      throws IOException {
    return new KeyRing(
        account,
        region,
        DurableMap.open(folder.resolve("keys.json"), KmsKey.class),
        DurableMap.open(folder.resolve("aliases.json"), String.class),
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
    NavigableMap<String, KmsKey> existing = new java.util.TreeMap<>(keys.all());
    existing.values().removeIf(key -> isDeleted(key, now));
    return existing;
  }

  DurableMap<String> aliases() {
    return aliases;
  }

  void add(KmsKey key) {
    keys.put(key.id(), key);
  }

  /** Changes a key. Nothing changes if the function throws. */
  KmsKey change(KmsKey key, UnaryOperator<KmsKey> change) {
    keys.change(
        all -> {
          all.computeIfPresent(key.id(), (id, now) -> change.apply(now));
          return all;
        });
    return Objects.requireNonNull(keys.get(key.id()), "keys are never removed from the store");
  }

  /**
   * Returns the key with an id, ARN, alias or alias ARN.
   *
   * @throws dev.waybill.localcloud.service.JsonError NotFoundException
   */
  KmsKey find(String reference) {
    String local = reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    return local.startsWith(ALIAS_PREFIX) ? byAlias(local) : byId(reference);
  }

  /** Returns the key with an id or ARN. Actions that change a key do not accept its aliases. */
  KmsKey byId(String reference) {
    String local = reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    KmsKey key = keys.get(local.startsWith("key/") ? local.substring("key/".length()) : local);
    if (key == null || isDeleted(key, now())) {
      throw KmsErrorCode.NOT_FOUND.error(
          reference.contains(":key/")
              ? "Key '" + reference + "' does not exist"
              : "Invalid keyId '" + reference + "'");
    }
    return key;
  }

  private KmsKey byAlias(String alias) {
    String id = aliases.get(alias);
    if (id == null && AWS_MANAGED.matcher(alias).matches()) {
      return awsManagedKey(alias);
    }
    if (id == null) {
      throw KmsErrorCode.NOT_FOUND.error("Alias " + aliasArn(alias) + " is not found.");
    }
    return byId(id);
  }

  /** Returns an AWS managed key. Concurrent calls create the key only once. */
  private synchronized KmsKey awsManagedKey(String alias) {
    @Nullable String id = aliases.get(alias);
    if (id != null) {
      return byId(id);
    }
    KmsKey key = KeyMaterial.newAwsManagedKey(alias, account, now());
    add(key);
    aliases.put(alias, key.id());
    return key;
  }

  private static boolean isDeleted(KmsKey key, long now) {
    return key.deletion() > 0 && key.deletion() <= now;
  }

  /**
   * Returns the ARN of a key that S3 can use to encrypt and decrypt.
   *
   * @param reference the id, ARN, alias or alias ARN of the key
   * @throws dev.waybill.localcloud.service.JsonError NotFoundException, DisabledException,
   *     KMSInvalidStateException or InvalidKeyUsageException
   */
  public String usableArn(String reference) {
    KmsKey key = find(reference);
    KeyStates.requireUsable(this, key);
    if (!key.isSymmetric()) {
      throw KmsErrorCode.INVALID_KEY_USAGE.error(arn(key) + " key usage is " + key.usage());
    }
    return arn(key);
  }

  /**
   * Returns the ARN of an existing key in any state.
   *
   * @throws dev.waybill.localcloud.service.JsonError NotFoundException
   */
  public String existingArn(String reference) {
    return arn(find(reference));
  }
}
