package dev.waybill;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.cli.OnlineVerifier;
import dev.waybill.cli.S3Address;
import dev.waybill.cli.Verdict.Finding;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.model.ObjectVersion;
import dev.waybill.model.Sha256;
import dev.waybill.provenance.CustodyRecord;
import dev.waybill.provenance.RecordKey;
import dev.waybill.provenance.RecordVerifier;
import dev.waybill.provenance.SigningKey;
import dev.waybill.provenance.Verdict;
import dev.waybill.provenance.Verdict.Invalid;
import dev.waybill.provenance.Verdict.Valid;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.SigningSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** {@code waybill verify s3://…}: reads the object again and holds it against its sealed record. */
final class OnlineVerification implements OnlineVerifier {
  @Override
  public dev.waybill.cli.Verdict verify(
      LoadedSettings settings, S3Address address, @Nullable Path object) throws Exception {
    try (AwsClients aws = AwsClients.fromEnvironment()) {
      return new Check(aws, settings).verify(address, object);
    }
  }

  /** One verification. */
  private static final class Check {
    private final AwsClients aws;
    private final RawSettings raw;
    private final SigningSettings signing;
    private final RecordArchive archive;
    private final List<Finding> findings = new ArrayList<>();

    Check(AwsClients aws, LoadedSettings settings) {
      this.aws = aws;
      this.raw = settings.settings().raw();
      this.signing = settings.settings().signing();
      this.archive = new RecordArchive(aws.s3(), settings.settings().provenance());
    }

    dev.waybill.cli.Verdict verify(S3Address address, @Nullable Path object) throws IOException {
      Optional<HeadObjectResponse> head =
          new RawObjects(aws.s3()).head(address.bucket(), address.key(), address.versionId());
      if (head.isEmpty()) {
        findings.add(Finding.bad("object", "there is no such object or version"));
        return new dev.waybill.cli.Verdict(findings);
      }
      String id = head.get().versionId();
      ObjectVersion version =
          new ObjectVersion(
              address.bucket(), address.key(), id == null ? ObjectVersion.NULL_VERSION : id);
      Sha256 digest = object == null ? read(version) : read(object);
      judge(version, digest);
      return new dev.waybill.cli.Verdict(findings);
    }

    private void judge(ObjectVersion version, Sha256 digest) {
      List<byte[]> records = records(version);
      if (records.isEmpty()) {
        findings.add(Finding.bad("record", "the object was never sealed"));
        return;
      }
      RecordVerifier verifier = new RecordVerifier(trusted());
      String why = "no record states this digest";
      for (byte[] record : records) {
        Verdict verdict = verifier.verify(record);
        if (verdict instanceof Valid valid && isOf(valid.record(), version, digest)) {
          accept(valid.record(), digest);
          return;
        } else if (verdict instanceof Invalid invalid) {
          why = invalid.reason() + ": " + invalid.detail();
        }
      }
      findings.add(Finding.bad("digest", "sha256 " + digest + "; " + why));
    }

    private boolean isOf(CustodyRecord record, ObjectVersion version, Sha256 digest) {
      boolean same = isPromoted(version) || record.version().equals(version);
      return same && record.sha256().equals(digest);
    }

    private void accept(CustodyRecord record, Sha256 digest) {
      findings.add(
          Finding.ok("record", "s3://" + archive.bucket() + "/" + RecordKey.of(record.version())));
      findings.add(Finding.ok("signature", "ECDSA P-256, sealed " + record.sealedAt()));
      findings.add(Finding.ok("key", record.keyId()));
      findings.add(Finding.ok("digest", "sha256 " + digest));
      findings.add(Finding.ok("version", record.version().uri()));
    }

    /** The record of the version itself, or all of the original key's for a promoted object. */
    private List<byte[]> records(ObjectVersion version) {
      if (!isPromoted(version)) {
        return archive.find(version).stream().toList();
      }
      String original = raw.incoming() + version.key().substring(raw.processed().length());
      return archive.recordKeys(version.bucket(), original).stream()
          .map(archive::read)
          .flatMap(Optional::stream)
          .toList();
    }

    private boolean isPromoted(ObjectVersion version) {
      return version.key().startsWith(raw.processed());
    }

    private Sha256 read(ObjectVersion version) throws IOException {
      try (ResponseInputStream<GetObjectResponse> in =
          aws.s3()
              .getObject(
                  get ->
                      get.bucket(version.bucket())
                          .key(version.key())
                          .versionId(version.versionId()))) {
        return StreamingDigest.of(in, in.response().contentLength(), null).sha256();
      }
    }

    private static Sha256 read(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return StreamingDigest.of(in, Files.size(file), null).sha256();
      }
    }

    /** The keystore's keys where it is at hand, else those published beside the records. */
    private List<PublicKey> trusted() {
      if (Files.exists(signing.keystore())) {
        return SigningKey.load(signing.keystore(), signing.password().reveal(), signing.alias())
            .trusted();
      }
      findings.add(
          Finding.open("trust", "no keystore at hand: keys published beside the records are used"));
      return archive.publishedKeys();
    }
  }
}
