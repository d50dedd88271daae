package dev.waybill.startup;

import dev.waybill.aws.AwsClients;
import dev.waybill.record.trust.TrustList;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.KeyTrust;
import dev.waybill.signing.SigningKey;
import dev.waybill.signing.TrustListFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Preconditions of the start. Each failure names the setting, its value and the fix. */
public final class Preconditions {
  private static final Logger LOG = LoggerFactory.getLogger(Preconditions.class);

  private Preconditions() {}

  /** Checks that the port can be bound; Camel itself starts without it and reports nothing. */
  public static void managementPort(Settings settings) {
    int port = settings.managementPort();
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.managementHost(), port));
    } catch (IOException e) {
      throw StartupException.configuration(
          "waybill.management.port: "
              + port
              + " of "
              + settings.managementHost()
              + " cannot be bound ("
              + e.getMessage()
              + "); stop the process that listens there, or set another",
          e);
    }
  }

  /** Checks that the bucket exists and is versioned; warns when it retains every object. */
  public static void rawBucket(AwsClients aws, String setting, String bucket) {
    try {
      BucketVersioningStatus status =
          aws.s3().getBucketVersioning(get -> get.bucket(bucket)).status();
      if (status != BucketVersioningStatus.ENABLED) {
        String message =
            setting
                + ": versioning of "
                + bucket
                + (status == BucketVersioningStatus.SUSPENDED ? " is suspended" : " is not enabled")
                + "; without it an overwritten object is lost; enable it (waybill baseline apply)";
        throw StartupException.configuration(message);
      }
      RawBucketLock.warning(aws.s3(), bucket).ifPresent(LOG::warn);
    } catch (NoSuchBucketException e) {
      throw StartupException.configuration(setting + ": there is no bucket " + bucket, e);
    } catch (S3Exception e) {
      throw denied(setting, bucket, e);
    }
  }

  /** Checks that the bucket accepts the retention of promoted versions, if there is one. */
  static void rawLock(AwsClients aws, RawSettings scope) {
    if (scope.retention() == null) {
      return;
    }
    String bucket = scope.destinationBucket();
    if (!RawBucketLock.isEnabled(aws.s3(), bucket)) {
      throw StartupException.configuration(
          scope.key("retention")
              + ": Object Lock of "
              + bucket
              + " is not enabled, so S3 would reject every promotion; run waybill baseline apply,"
              + " or set 0s");
    }
  }

  /** Checks the buckets of every scope, each once. */
  public static void scopes(AwsClients aws, CustodyScopes scopes) {
    Set<String> checked = new HashSet<>();
    for (RawSettings scope : scopes.all()) {
      if (checked.add(scope.bucket())) {
        rawBucket(aws, scope.key("bucket"), scope.bucket());
      }
      if (checked.add(scope.destinationBucket())) {
        rawBucket(aws, scope.key("destination-bucket"), scope.destinationBucket());
      }
      rawLock(aws, scope);
    }
  }

  /** Returns the failure of a call to a bucket; it names the setting when access is denied. */
  static RuntimeException denied(String setting, String bucket, S3Exception failure) {
    if (failure.statusCode() != 403) {
      return failure;
    }
    return StartupException.unreachable(
        setting
            + ": access to "
            + bucket
            + " is denied; give the role its permissions (waybill baseline template), or, when"
            + " another account owns the bucket, set waybill.aws.bucket-owner",
        failure);
  }

  /**
   * Loads the signing key.
   *
   * @throws StartupException when the keystore cannot be read
   */
  public static SigningKey signingKey(SigningSettings signing) {
    try {
      return SigningKey.load(signing.keystore(), signing.password().reveal(), signing.alias());
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the decision which keys may sign records.
   *
   * @param keystore the keys of the keystore; empty when there is none
   */
  public static KeyTrust trust(SigningSettings signing, List<PublicKey> keystore) {
    return new KeyTrust(trustList(signing).orElse(null), keystore);
  }

  /** Reads the list of trusted keys; empty when no list is set. */
  public static Optional<TrustList> trustList(SigningSettings signing) {
    try {
      return Optional.ofNullable(signing.trustedKeys()).map(TrustListFile::read);
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(String.valueOf(e.getMessage()), e);
    }
  }
}
