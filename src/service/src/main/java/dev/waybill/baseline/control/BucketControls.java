package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Controls that every bucket of the baseline has. */
public final class BucketControls {
  private static final String PRESENT = "present, in this account";
  private static final String ENFORCED = ObjectOwnership.BUCKET_OWNER_ENFORCED.toString();
  private static final String BLOCKED = "all public access blocked";

  private final S3Client s3;
  private final Deployment d;
  private final BucketRole role;
  private final BucketDefaults defaults;
  private final BucketPolicy policy;

  public BucketControls(S3Client s3, Deployment d, BucketRole role) {
    this.s3 = s3;
    this.d = d;
    this.role = role;
    this.defaults = new BucketDefaults(s3, d, role);
    this.policy = new BucketPolicy(s3, d, role);
  }

  public List<ControlDefinition> definitions() {
    List<ControlDefinition> definitions = new ArrayList<>();
    definitions.add(exists());
    if (role.versioned()) {
      definitions.add(
          definition(
              "versioning",
              "An object that is overwritten or deleted in " + role.name() + " is lost.",
              "Security Hub S3.14",
              "aws s3api put-bucket-versioning --versioning-configuration Status=Enabled --bucket "
                  + role.name(),
              this::readVersioning,
              this::applyVersioning));
    }
    definitions.addAll(defaults.definitions());
    definitions.add(
        definition(
            "public-access",
            "A mistaken policy or ACL could expose " + role.contents() + " to the public.",
            "CIS 2.1.4, Security Hub S3.8",
            "aws s3api put-public-access-block with all four settings true",
            this::readPublicAccess,
            this::applyPublicAccess));
    definitions.add(
        definition(
            "ownership",
            "With ACLs, the writer of an object decides who reads the object.",
            "Security Hub S3.12",
            "aws s3api put-bucket-ownership-controls with BucketOwnerEnforced",
            this::readOwnership,
            this::applyOwnership));
    definitions.add(
        definition(
            "policy",
            "The policy limits access to " + role.contents() + " and requires TLS.",
            "CIS 2.1.1, Security Hub S3.5",
            "add the template's statements to the bucket policy of " + role.name(),
            policy::read,
            policy::apply));
    return definitions;
  }

  private ControlDefinition exists() {
    return new ControlDefinition(
        new Control(
            role.existenceControl(),
            "The bucket stores "
                + role.contents()
                + "; a bucket of another account would receive them.",
            "AWS S3 user guide, bucket owner condition",
            "aws s3api create-bucket --bucket " + role.name()),
        List.of(KeyControls.KEY),
        this::readBucket,
        this::create);
  }

  private ControlDefinition definition(
      String name,
      String protects,
      String reference,
      String fix,
      Supplier<ControlState> read,
      Runnable apply) {
    return new ControlDefinition(
        new Control(role.id() + "." + name, protects, reference, fix),
        List.of(role.existenceControl()),
        read,
        apply);
  }

  private ControlState readBucket() {
    try {
      s3.headBucket(it -> it.bucket(role.name()).expectedBucketOwner(d.account()));
      return ControlState.of(PRESENT, PRESENT);
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return ControlState.absent(PRESENT);
      }
      throw unmanaged(e);
    }
  }

  /** Maps the status of a HEAD, because S3 returns no error code for a HEAD. */
  private RuntimeException unmanaged(S3Exception e) {
    return switch (e.statusCode()) {
      case 403 ->
          new UnmanagedResourceException(
              role.name()
                  + " belongs to another account, or s3:ListBucket is denied; choose another name"
                  + " (bucket names are globally unique) or request the permission",
              e);
      case 301 ->
          new UnmanagedResourceException(
              role.name() + " is in another region than " + d.region() + "; set AWS_REGION", e);
      default -> e;
    };
  }

  private void create() {
    CreateBucketRequest.Builder request =
        CreateBucketRequest.builder()
            .bucket(role.name())
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    if (role.locked()) {
      request.objectLockEnabledForBucket(true);
    }
    if (!d.region().equals("us-east-1")) {
      request.createBucketConfiguration(it -> it.locationConstraint(d.region()));
    }
    try {
      s3.createBucket(request.build());
    } catch (BucketAlreadyExistsException e) {
      throw new UnmanagedResourceException(
          role.name() + " belongs to another account; choose another name", e);
    }
  }

  private ControlState readVersioning() {
    @Nullable BucketVersioningStatus status =
        s3.getBucketVersioning(it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
            .status();
    return ControlState.of(status == null ? "never enabled" : status.toString(), "Enabled");
  }

  private void applyVersioning() {
    s3.putBucketVersioning(
        it ->
            it.bucket(role.name())
                .expectedBucketOwner(d.account())
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
  }

  private ControlState readPublicAccess() {
    Optional<PublicAccessBlockConfiguration> found =
        NotFound.of(
            () ->
                s3.getPublicAccessBlock(
                        it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
                    .publicAccessBlockConfiguration(),
            Set.of("NoSuchPublicAccessBlockConfiguration"));
    return found
        .map(it -> it.equals(blocked()) ? BLOCKED : "partly blocked")
        .map(it -> ControlState.of(it, BLOCKED))
        .orElseGet(() -> ControlState.of("not blocked", BLOCKED));
  }

  private static PublicAccessBlockConfiguration blocked() {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(true)
        .ignorePublicAcls(true)
        .blockPublicPolicy(true)
        .restrictPublicBuckets(true)
        .build();
  }

  private void applyPublicAccess() {
    s3.putPublicAccessBlock(
        it ->
            it.bucket(role.name())
                .expectedBucketOwner(d.account())
                .publicAccessBlockConfiguration(blocked()));
  }

  private ControlState readOwnership() {
    String is =
        NotFound.of(
                () ->
                    s3.getBucketOwnershipControls(
                            it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnershipAsString(),
                Set.of("OwnershipControlsNotFoundError"))
            .orElse("none");
    return ControlState.of(is, ENFORCED);
  }

  private void applyOwnership() {
    s3.putBucketOwnershipControls(
        it ->
            it.bucket(role.name())
                .expectedBucketOwner(d.account())
                .ownershipControls(
                    to ->
                        to.rules(
                            OwnershipControlsRule.builder().objectOwnership(ENFORCED).build())));
  }
}
