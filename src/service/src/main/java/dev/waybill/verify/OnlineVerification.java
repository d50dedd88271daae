package dev.waybill.verify;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.startup.Preconditions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
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
    RecordArchive archive = new RecordArchive(aws.s3(), loaded.settings().provenance());
    boolean published = key == null && !loaded.hasSigningKey();
    List<PublicKey> trusted = key != null ? List.of(key) : trusted(archive, loaded);
    return new ObjectCheck(
            aws.s3(),
            archive,
            loaded.settings().raw(),
            new RecordVerifier(trusted, EcdsaProvider::signature),
            published)
        .verify(address, object);
  }

  /** Returns the keys of the configured keystore or, without one, the published keys. */
  public static List<PublicKey> trusted(RecordArchive archive, LoadedSettings loaded) {
    return loaded.hasSigningKey()
        ? Preconditions.signingKey(loaded.settings().signing()).trusted()
        : publishedKeys(archive);
  }

  private static List<PublicKey> publishedKeys(RecordArchive archive) {
    try {
      return archive.publishedKeys();
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(
          "waybill.provenance.bucket: not every object under keys/ in "
              + archive.bucket()
              + " is a public key in PEM; give --key or waybill.signing.keystore",
          e);
    }
  }
}
