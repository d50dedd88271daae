package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * Key of KMS that a setting names, by an alias when the key is to be created.
 *
 * @param setting key of the setting
 * @param name id, ARN or alias
 */
record AliasedKey(KmsClient kms, String setting, String name) {
  /** Returns the key; empty when it does not exist. */
  Optional<KeyMetadata> find() {
    return NotFound.of(
        () -> kms.describeKey(it -> it.keyId(name)).keyMetadata(), Set.of("NotFoundException"));
  }

  /** Returns the key, which must exist. */
  KeyMetadata existing() {
    return find()
        .orElseThrow(() -> new UnmanagedResourceException("the key " + name + " does not exist"));
  }

  /** Requires that a key is of this account, and managed by it. */
  void requireOwn(KeyMetadata key, Deployment d) {
    if (!d.account().equals(key.awsAccountId())) {
      throw new UnmanagedResourceException(
          name
              + " belongs to account "
              + key.awsAccountId()
              + "; configure a key of account "
              + d.account());
    }
    if (key.keyManager() != KeyManagerType.CUSTOMER) {
      throw new UnmanagedResourceException(
          name
              + " is managed by AWS and cannot be restricted or rotated; configure a customer"
              + " managed key in "
              + setting);
    }
  }

  /**
   * Creates the key with its alias, or makes the existing key usable again.
   *
   * @param description description of the key, by which one of an interrupted run is found
   * @param create creates a key without an alias and returns its id
   */
  void createOrEnable(String description, Supplier<String> create) {
    Optional<KeyMetadata> key = find();
    if (key.isEmpty()) {
      create(description, create);
      return;
    }
    if (key.get().keyState() == KeyState.PENDING_DELETION) {
      kms.cancelKeyDeletion(it -> it.keyId(key.get().keyId()));
    }
    kms.enableKey(it -> it.keyId(key.get().keyId()));
  }

  private void create(String description, Supplier<String> create) {
    if (!name.startsWith("alias/")) {
      throw new UnmanagedResourceException(
          setting
              + ": the key "
              + name
              + " does not exist, and AWS chooses the id of a new key; set an alias, such as"
              + " alias/my-key");
    }
    String id = withoutAlias(description).orElseGet(create);
    try {
      kms.createAlias(it -> it.aliasName(name).targetKeyId(id));
    } catch (AlreadyExistsException e) {
      throw new UnmanagedResourceException(
          name + " was created concurrently; run the command again", e);
    }
  }

  /** Returns the key of an interrupted run that did not create the alias. */
  private Optional<String> withoutAlias(String description) {
    return kms.listKeysPaginator().keys().stream()
        .map(it -> kms.describeKey(describe -> describe.keyId(it.keyId())).keyMetadata())
        .filter(it -> description.equals(it.description()))
        .filter(it -> it.keyState() == KeyState.ENABLED)
        .map(KeyMetadata::keyId)
        .filter(id -> kms.listAliases(it -> it.keyId(id)).aliases().isEmpty())
        .findFirst();
  }
}
