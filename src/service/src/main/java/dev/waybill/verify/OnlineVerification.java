package dev.waybill.verify;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DelegationArchive;
import dev.waybill.aws.KeyArchive;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.record.trust.TrustedKey;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.signing.KeyTrust;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.log.LogInclusion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verification in AWS: reads the object again and compares it with its record. */
public final class OnlineVerification implements OnlineVerifier {
  @Override
  public VerificationReport verify(
      LoadedSettings settings, S3Address address, @Nullable Path object, @Nullable PublicKey key)
      throws IOException {
    try (AwsClients aws = AwsClients.forCommands(settings.settings())) {
      aws.identity();
      return verify(aws, settings, address, object, key);
    }
  }

  /** Verifies with the given clients; see {@link OnlineVerifier#verify}. */
  public static VerificationReport verify(
      AwsClients aws,
      LoadedSettings loaded,
      S3Address address,
      @Nullable Path object,
      @Nullable PublicKey key)
      throws IOException {
    List<TrustedKey> trusted = key == null ? trusted(aws, loaded) : List.of(TrustedKey.always(key));
    Settings settings = loaded.settings();
    try (S3LogStore log = new S3LogStore(aws.s3(), settings.provenance())) {
      return new ObjectCheck(
              aws.s3(),
              new RecordArchive(aws.s3(), settings.provenance()),
              settings.scopes(),
              verifier(aws, loaded, trusted),
              new LogInclusion(settings.recordLog(), log, Clock.systemUTC()),
              key == null && !hasTrust(loaded))
          .verify(address, object);
    }
  }

  /**
   * Returns the newest valid record of an address, whose key is trusted as by {@link #verify}.
   *
   * @return empty when there is none
   */
  public static Optional<FoundRecord> newestRecord(
      AwsClients aws, LoadedSettings loaded, S3Address address) {
    KeyRecords records =
        new KeyRecords(
            new RecordArchive(aws.s3(), loaded.settings().provenance()),
            loaded.settings().scopes(),
            verifier(aws, loaded));
    return SealedHistory.newest(records.accepted(records.sealed(address), address))
        .map(it -> new FoundRecord(it, records.object(it)));
  }

  /** Returns true when an operator's list or keystore says which keys are trusted. */
  public static boolean hasTrust(LoadedSettings loaded) {
    return loaded.hasSigningKey() || loaded.settings().signing().trustedKeys() != null;
  }

  /** Returns a verifier of the keys of {@link #trusted}, and of those that they delegate to. */
  public static RecordVerifier verifier(AwsClients aws, LoadedSettings loaded) {
    return verifier(aws, loaded, trusted(aws, loaded));
  }

  /** Returns a verifier of the given keys, and of those that they delegate to. */
  public static RecordVerifier verifier(
      AwsClients aws, LoadedSettings loaded, List<TrustedKey> trusted) {
    Settings settings = loaded.settings();
    return RecordVerifier.ofLimited(trusted, EcdsaProvider::signature)
        .with(
            DelegationArchive.of(
                aws.s3(), settings, Preconditions.trustList(settings.signing()).orElse(null)));
  }

  /**
   * Returns the keys of the operator's list or, without one, of the keystore or, without one, every
   * published key.
   */
  public static List<TrustedKey> trusted(AwsClients aws, LoadedSettings loaded) {
    SigningSettings signing = loaded.settings().signing();
    List<PublicKey> keystore =
        loaded.hasSigningKey() ? SigningKeys.trusted(aws, signing) : List.of();
    if (hasTrust(loaded) && signing.trustedKeys() == null) {
      return new KeyTrust(null, keystore).trusted(List.of());
    }
    List<PublicKey> published =
        new KeyArchive(aws.s3(), loaded.settings().provenance())
            .list().stream().map(PublishedKey::key).filter(Objects::nonNull).toList();
    return hasTrust(loaded)
        ? Preconditions.trust(signing, keystore).trusted(published)
        : published.stream().map(TrustedKey::always).toList();
  }
}
