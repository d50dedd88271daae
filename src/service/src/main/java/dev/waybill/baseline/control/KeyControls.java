package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.Policies;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Controls of the KMS key that encrypts objects, records and logs. */
public final class KeyControls {
  public static final String KEY = "kms.key";
  private static final String POLICY = "default";
  private static final String USABLE = "enabled, customer managed";

  private final KmsClient kms;
  private final Deployment d;
  private final String name;

  public KeyControls(KmsClient kms, Deployment d) {
    this.kms = kms;
    this.d = d;
    this.name = d.settings().kmsKey();
  }

  public List<ControlDefinition> definitions() {
    return List.of(
        new ControlDefinition(
            new Control(
                KEY,
                "Without the key nothing can be decrypted; its deletion makes all data unreadable.",
                "Security Hub KMS.3",
                "create a symmetric key with the alias of waybill.kms.key, or cancel its deletion"),
            List.of(),
            this::readKey,
            this::applyKey),
        new ControlDefinition(
            new Control(
                "kms.rotation",
                "A key that is never rotated protects an ever larger amount of data.",
                "CIS 3.6, Security Hub KMS.4",
                "aws kms enable-key-rotation --key-id KEY"),
            List.of(KEY),
            this::readRotation,
            () -> kms.enableKeyRotation(it -> it.keyId(id()))),
        new ControlDefinition(
            new Control(
                "kms.policy",
                "CloudTrail must be able to encrypt the logs of this trail, and of none of another"
                    + " account.",
                "AWS CloudTrail user guide, key policies",
                "add the statements WaybillTrail… of the template to the key's policy"),
            List.of(KEY),
            this::readPolicy,
            this::applyPolicy));
  }

  /** Returns the ARN of the key, or an empty result when the key does not exist. */
  public Optional<String> arn() {
    return find().map(KeyMetadata::arn);
  }

  private Optional<KeyMetadata> find() {
    return NotFound.of(
        () -> kms.describeKey(it -> it.keyId(name)).keyMetadata(), Set.of("NotFoundException"));
  }

  private KeyMetadata key() {
    return find()
        .orElseThrow(() -> new UnmanagedResourceException("the key " + name + " does not exist"));
  }

  private String id() {
    return key().keyId();
  }

  private ControlState readKey() {
    return find().map(this::state).orElseGet(() -> ControlState.absent(USABLE));
  }

  private ControlState state(KeyMetadata key) {
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
              + " managed key in waybill.kms.key");
    }
    boolean usable = key.keyState() == KeyState.ENABLED;
    return new ControlState(usable, usable ? USABLE : key.keyStateAsString(), USABLE);
  }

  private void applyKey() {
    Optional<KeyMetadata> key = find();
    if (key.isEmpty()) {
      create();
      return;
    }
    if (key.get().keyState() == KeyState.PENDING_DELETION) {
      kms.cancelKeyDeletion(it -> it.keyId(key.get().keyId()));
    }
    kms.enableKey(it -> it.keyId(key.get().keyId()));
  }

  private void create() {
    if (!name.startsWith("alias/")) {
      throw new UnmanagedResourceException(
          "waybill.kms.key: the key "
              + name
              + " does not exist, and AWS chooses the id of a new key; set an alias, such as"
              + " alias/my-key");
    }
    String id = keyWithoutAlias().orElseGet(this::createKey);
    try {
      kms.createAlias(it -> it.aliasName(name).targetKeyId(id));
    } catch (AlreadyExistsException e) {
      throw new UnmanagedResourceException(
          name + " was created concurrently; run the command again", e);
    }
  }

  private String createKey() {
    DesiredPolicy policy = DesiredPolicy.of(List.of(Policies.keyOwner(d))).with(Policies.key(d));
    return kms.createKey(it -> it.description(d.keyDescription()).policy(policy.text()))
        .keyMetadata()
        .keyId();
  }

  /** Returns the key of an interrupted run that did not create the alias. */
  private Optional<String> keyWithoutAlias() {
    return kms.listKeysPaginator().keys().stream()
        .map(it -> kms.describeKey(describe -> describe.keyId(it.keyId())).keyMetadata())
        .filter(it -> d.keyDescription().equals(it.description()))
        .filter(it -> it.keyState() == KeyState.ENABLED)
        .map(KeyMetadata::keyId)
        .filter(id -> kms.listAliases(it -> it.keyId(id)).aliases().isEmpty())
        .findFirst();
  }

  private ControlState readRotation() {
    boolean on =
        Boolean.TRUE.equals(kms.getKeyRotationStatus(it -> it.keyId(id())).keyRotationEnabled());
    return ControlState.of(on ? "at least yearly" : "off", "at least yearly");
  }

  private DesiredPolicy policy() {
    return DesiredPolicy.parse(kms.getKeyPolicy(it -> it.keyId(id()).policyName(POLICY)).policy());
  }

  private ControlState readPolicy() {
    DesiredPolicy present = policy();
    return StatementComparison.compareShared(present, Policies.key(d, present));
  }

  private void applyPolicy() {
    DesiredPolicy present = policy();
    String merged = present.with(Policies.key(d, present)).text();
    kms.putKeyPolicy(it -> it.keyId(id()).policyName(POLICY).policy(merged));
  }
}
