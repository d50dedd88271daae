package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.Policies;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Controls of the KMS key that encrypts objects, records and logs. */
public final class KeyControls {
  public static final String KEY = "kms.key";
  private static final String POLICY = "default";
  private static final String USABLE = "enabled, customer managed";

  private final KmsClient kms;
  private final Deployment d;
  private final AliasedKey key;

  public KeyControls(KmsClient kms, Deployment d) {
    this.kms = kms;
    this.d = d;
    this.key = new AliasedKey(kms, "waybill.kms.key", d.settings().kmsKey());
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
            () -> key.createOrEnable(d.keyDescription(), this::createKey)),
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
    return key.find().map(KeyMetadata::arn);
  }

  private String id() {
    return key.existing().keyId();
  }

  private ControlState readKey() {
    return key.find().map(this::state).orElseGet(() -> ControlState.absent(USABLE));
  }

  private ControlState state(KeyMetadata found) {
    key.requireOwn(found, d);
    boolean usable = found.keyState() == KeyState.ENABLED;
    return new ControlState(usable, usable ? USABLE : found.keyStateAsString(), USABLE);
  }

  private String createKey() {
    DesiredPolicy policy = DesiredPolicy.of(List.of(Policies.keyOwner(d))).with(Policies.key(d));
    return kms.createKey(it -> it.description(d.keyDescription()).policy(policy.text()))
        .keyMetadata()
        .keyId();
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
