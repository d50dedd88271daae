package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.WaiverService;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.Waiver;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Implementation of {@code waybill waive}. */
final class WaiverRun implements WaiverService {
  private static final String RECORDS = "records/";

  @Override
  // The claims are written when they are closed.
  @SuppressWarnings("try")
  public Judged waive(LoadedSettings loaded, S3Address address, @Nullable Statement statement) {
    try (AwsClients aws = AwsClients.forCommands(loaded.settings());
        ClaimsWiring unused = ClaimsWiring.ofCommand(aws, loaded.settings())) {
      aws.identity();
      return waive(aws, loaded, address, statement);
    }
  }

  static Judged waive(
      AwsClients aws, LoadedSettings loaded, S3Address address, @Nullable Statement statement) {
    RecordArchive archive = new RecordArchive(aws.s3(), loaded.settings().provenance());
    SigningKey key = SigningKeys.load(aws, loaded.settings());
    requirePlaceOfRecord(archive, address);
    StoredRecord stored =
        archive
            .read(address.key())
            .orElseThrow(() -> CommandException.usage("there is no object at that place"));
    String problem = problem(OnlineVerification.verifier(aws, loaded), address.key(), stored);
    Sha256 digest = Sha256.hash(stored.bytes());
    String waiver =
        statement == null
            ? null
            : "s3://"
                + archive.bucket()
                + "/"
                + archive.waive(
                    address.key(),
                    signed(key, archive.bucket(), waiver(address.key(), digest, statement)));
    return new Judged(digest.hex(), stored.bytes().length, problem, waiver);
  }

  private static void requirePlaceOfRecord(RecordArchive archive, S3Address address) {
    if (!address.bucket().equals(archive.bucket()) || !address.key().startsWith(RECORDS)) {
      throw CommandException.usage(
          "only objects below s3://" + archive.bucket() + "/" + RECORDS + " can be waived");
    }
  }

  /** Returns what is wrong; a valid record in its own place is never waived. */
  private static String problem(RecordVerifier verifier, String recordKey, StoredRecord stored) {
    Verdict verdict = verifier.verify(stored);
    if (verdict instanceof Verdict.Invalid invalid) {
      return invalid.reason() + ": " + invalid.detail();
    }
    if (verdict instanceof Verdict.Valid valid
        && RecordKey.of(valid.record().version()).equals(recordKey)) {
      throw CommandException.usage("the object is a valid record, which cannot be waived");
    }
    return "a valid record of another version, in the wrong place";
  }

  private static Waiver waiver(String key, Sha256 digest, Statement statement) {
    return new Waiver(key, digest, statement.reason(), statement.by(), Instant.now());
  }

  private static byte[] signed(SigningKey key, String bucket, Waiver waiver) {
    return key.seal(waiver.statement(bucket));
  }
}
