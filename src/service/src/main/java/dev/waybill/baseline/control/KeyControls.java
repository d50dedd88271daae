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

/** The KMS key that everything is encrypted under. */
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

  public List<ControlDefinition> measures() {
    return List.of(
        new ControlDefinition(
            new Control(
                KEY,
                "Without the key nothing can be read; a key pending deletion takes all with it.",
                "Security Hub KMS.3",
                "create a symmetric key with the alias of waybill.kms.key, or cancel its deletion"),
            List.of(),
            this::readKey,
            this::mendKey),
        new ControlDefinition(
            new Control(
                "kms.rotation",
                "A key that never changes protects ever more data.",
                "CIS 3.6, Security Hub KMS.4",
                "aws kms enable-key-rotation --key-id KEY"),
            List.of(KEY),
            this::readRotation,
            () -> kms.enableKeyRotation(it -> it.keyId(id()))),
        new ControlDefinition(
            new Control(
                "kms.policy",
                "CloudTrail must be able to encrypt its logs, and nobody else through it.",
                "AWS CloudTrail user guide, key policies",
                "add the statements WaybillTrail… of the template to the key's policy"),
            List.of(KEY),
            this::readPolicy,
            this::mendPolicy));
  }

  /** The key's ARN, if there is one. */
  public Optional<String> arn() {
    return find().map(KeyMetadata::arn);
  }

  private Optional<KeyMetadata> find() {
    return NotFound.of(
        () -> kms.describeKey(it -> it.keyId(name)).keyMetadata(), Set.of("NotFoundException"));
  }

  private KeyMetadata key() {
    return find().orElseThrow(() -> new UnmanagedResourceException("there is no key " + name));
  }

  private String id() {
    return key().keyId();
  }

  private ControlState readKey() {
    return find().map(this::judge).orElseGet(() -> ControlState.absent(USABLE));
  }

  private ControlState judge(KeyMetadata key) {
    if (!d.account().equals(key.awsAccountId())) {
      throw new UnmanagedResourceException(
          name + " belongs to account " + key.awsAccountId() + "; name a key of " + d.account());
    }
    if (key.keyManager() != KeyManagerType.CUSTOMER) {
      throw new UnmanagedResourceException(
          name + " is managed by AWS, so nobody can restrict or rotate it; name a key of yours");
    }
    boolean usable = key.keyState() == KeyState.ENABLED;
    return new ControlState(usable, usable ? USABLE : key.keyStateAsString(), USABLE);
  }

  private void mendKey() {
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
          "waybill.kms.key: there is no key "
              + name
              + ", and none can be made with a given id; name an alias, such as alias/my-key");
    }
    String id = halfMade().orElseGet(this::createKey);
    try {
      kms.createAlias(it -> it.aliasName(name).targetKeyId(id));
    } catch (AlreadyExistsException e) {
      throw new UnmanagedResourceException(
          name + " was made by somebody else just now; run it again", e);
    }
  }

  private String createKey() {
    DesiredPolicy policy = DesiredPolicy.of(List.of(Policies.keyOwner(d))).with(Policies.key(d));
    return kms.createKey(it -> it.description(d.keyDescription()).policy(policy.text()))
        .keyMetadata()
        .keyId();
  }

  private Optional<String> halfMade() {
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
    return ControlState.of(on ? "yearly or oftener" : "off", "yearly or oftener");
  }

  private DesiredPolicy policy() {
    return DesiredPolicy.parse(kms.getKeyPolicy(it -> it.keyId(id()).policyName(POLICY)).policy());
  }

  private ControlState readPolicy() {
    return StatementComparison.reading(policy(), Policies.key(d));
  }

  private void mendPolicy() {
    String merged = policy().with(Policies.key(d)).text();
    kms.putKeyPolicy(it -> it.keyId(id()).policyName(POLICY).policy(merged));
  }
}
