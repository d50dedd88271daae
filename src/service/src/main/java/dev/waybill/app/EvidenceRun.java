package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3TrailBucket;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.EvidenceService;
import dev.waybill.evidence.EvidenceBuilder;
import dev.waybill.evidence.HistoryParts;
import dev.waybill.evidence.LogParts;
import dev.waybill.evidence.SealedParts;
import dev.waybill.evidence.TimestampParts;
import dev.waybill.evidence.TrailParts;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.ProofSearch;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.trust.TrustedKey;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.verify.FoundRecord;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.verify.log.LogTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Implementation of {@code waybill evidence}. */
final class EvidenceRun implements EvidenceService {
  /** Number of bundles after which a search tells how far it is. */
  private static final long PROGRESS_STEP = 1000;

  private static final String KEYSTORE =
      "waybill.trust.keys names no list; the key is one of the keystore";
  private static final String PUBLISHED =
      "waybill.trust.keys names no list; only the provenance bucket, which publishes the key,"
          + " vouches for it";

  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  EvidenceRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Collected collect(LoadedSettings loaded, S3Address address, Consumer<String> progress)
      throws IOException {
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      FoundRecord record =
          OnlineVerification.newestRecord(aws, loaded, address)
              .orElseThrow(
                  () -> CommandException.finding("there is no valid record of this object"));
      List<TrustedKey> trusted = OnlineVerification.trusted(aws, loaded);
      EvidenceBuilder pack = new EvidenceBuilder(record.record().version());
      RecordVerifier verifier = OnlineVerification.verifier(aws, loaded, trusted);
      addSealed(
          pack, aws, loaded, verifier, record, trusted.stream().map(TrustedKey::key).toList());
      try (S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
        String problem = new LogSearch(pack, loaded, store, verifier, progress).add(record);
        new TrailParts(store, verifier, bucket -> new S3TrailBucket(aws.s3(), bucket))
            .add(pack, record.record());
        String uri =
            "s3://"
                + loaded.settings().provenance().bucket()
                + "/"
                + RecordKey.of(record.record().version());
        return new Collected(pack.build(), uri, problem);
      }
    }
  }

  private static void addSealed(
      EvidenceBuilder pack,
      AwsClients aws,
      LoadedSettings loaded,
      RecordVerifier verifier,
      FoundRecord record,
      List<PublicKey> trusted)
      throws IOException {
    DelegationStatement delegation =
        verifier.verify(record.object()) instanceof Verdict.Valid valid ? valid.delegation() : null;
    List<PublicKey> signers = new ArrayList<>(trusted);
    if (delegation != null) {
      signers.add(delegation.publicKey());
    }
    SealedParts.add(
        pack,
        record.record(),
        record.object().bytes(),
        signers,
        trustList(loaded.settings()),
        loaded.hasSigningKey() ? KEYSTORE : PUBLISHED);
    if (delegation != null) {
      new RecordArchive(aws.s3(), loaded.settings().provenance())
          .read(delegation.key())
          .ifPresent(it -> SealedParts.addDelegation(pack, delegation, it.bytes(), trusted));
    }
  }

  private static Optional<byte[]> trustList(Settings settings) throws IOException {
    Path file = settings.signing().trustedKeys();
    return file == null ? Optional.empty() : Optional.of(Files.readAllBytes(file));
  }

  /** Collection of what the log and re-verification know of one record. */
  private record LogSearch(
      EvidenceBuilder pack,
      LoadedSettings loaded,
      S3LogStore store,
      RecordVerifier verifier,
      Consumer<String> progress) {
    /** Adds the parts; returns why the log does not prove the record, or an empty text. */
    String add(FoundRecord record) {
      try {
        return prove(record);
      } catch (InvalidLogException e) {
        return absent(String.valueOf(e.getMessage()));
      }
    }

    private String absent(String problem) {
      pack.absent("log", problem);
      return problem;
    }

    private String prove(FoundRecord record) {
      String origin = loaded.settings().recordLog().origin();
      LogTrust trust = LogTrust.of(loaded.settings().recordLog(), store);
      RecordProver prover =
          new RecordProver(
              new TileStore(store), new CheckpointArchive(store, trust.policy(), origin));
      WantedEntry wanted = WantedEntry.of(record.record(), record.object().bytes());
      Optional<ProofSearch> search = prover.prove(wanted, Long.MAX_VALUE, this::tell);
      Optional<RecordProof> proof = search.flatMap(ProofSearch::proof);
      if (search.isEmpty() || proof.isEmpty()) {
        return absent(
            search.isEmpty()
                ? "the bucket has no log of records"
                : "log-record-missing: no entry is of this record");
      }
      LogParts.add(pack, proof.get(), trust.policy());
      if (trust.isPublished()) {
        pack.absent(
            "log-keys",
            "waybill.record-log.policy names no key of the log; only the provenance bucket, which"
                + " publishes them, vouches for them");
      }
      new TimestampParts(store, prover, origin)
          .add(pack, proof.get(), search.get().newest().size());
      new HistoryParts(store, verifier).add(pack, proof.get().entry().index());
      return wanted
          .problem(proof.get().entry().entry())
          .map(it -> "log-record-differs: " + it)
          .or(() -> proof.get().checkpoint().verdict().problem())
          .orElse("");
    }

    private void tell(long read) {
      if (read % PROGRESS_STEP == 0) {
        progress.accept(read + " bundles read");
      }
    }
  }
}
