package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.LogService;
import dev.waybill.log.TileStore;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.log.proof.ProofSearch;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.LogKeys;
import dev.waybill.verify.FoundRecord;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.verify.log.LogTrust;
import dev.waybill.verify.log.LogVerification;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Command {@code waybill log}. */
final class LogRun implements LogService {
  /** Number of bundles after which a search tells how far it is. */
  private static final long PROGRESS_STEP = 1000;

  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  LogRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Proven prove(LoadedSettings loaded, S3Address address, Consumer<String> progress) {
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      return prove(aws, loaded, address, progress);
    }
  }

  private static Proven prove(
      AwsClients aws, LoadedSettings loaded, S3Address address, Consumer<String> progress) {
    FoundRecord record =
        OnlineVerification.newestRecord(aws, loaded, address)
            .orElseThrow(() -> CommandException.finding("there is no valid record of this object"));
    try (S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
      return prove(loaded, store, record, progress);
    }
  }

  private static Proven prove(
      LoadedSettings loaded, S3LogStore store, FoundRecord record, Consumer<String> progress) {
    RecordLogSettings settings = loaded.settings().recordLog();
    LogTrust trust = LogTrust.of(settings, store);
    WantedEntry wanted = WantedEntry.of(record.record(), record.object().bytes());
    String uri =
        "s3://"
            + loaded.settings().provenance().bucket()
            + "/"
            + RecordKey.of(record.record().version());
    try {
      return new RecordProver(
              new TileStore(store), new CheckpointArchive(store, trust.policy(), settings.origin()))
          .prove(wanted, Long.MAX_VALUE, read -> tell(read, progress))
          .map(it -> proven(uri, it, wanted))
          .orElseThrow(() -> CommandException.finding("the bucket has no log of records"));
    } catch (InvalidLogException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    }
  }

  private static void tell(long read, Consumer<String> progress) {
    if (read % PROGRESS_STEP == 0) {
      progress.accept(read + " bundles read");
    }
  }

  private static Proven proven(String uri, ProofSearch search, WantedEntry wanted) {
    Optional<RecordProof> proof = search.proof();
    if (proof.isEmpty()) {
      String unreadable =
          search.search().unreadable() == 0
              ? ""
              : "; "
                  + Quantity.of(search.search().unreadable(), "bundle", "bundles")
                  + " cannot be read: run waybill log fsck";
      return new Proven(
          uri,
          "log-record-missing: no entry is of this record" + unreadable,
          null,
          search.newest().size(),
          List.of());
    }
    JudgedCheckpoint checkpoint = proof.get().checkpoint();
    String problem =
        wanted
            .problem(proof.get().entry().entry())
            .map(it -> "log-record-differs: " + it)
            .or(() -> checkpoint.verdict().problem())
            .orElse("");
    return new Proven(uri, problem, proof.get().proof(), checkpoint.size(), cosigners(checkpoint));
  }

  private static List<Cosigner> cosigners(JudgedCheckpoint checkpoint) {
    return checkpoint.verdict().cosignatures().stream()
        .map(it -> new Cosigner(it.witness().name(), it.at()))
        .toList();
  }

  @Override
  public List<VerificationFinding> verify(LoadedSettings loaded) {
    return withLog(loaded, (store, trust) -> verification(loaded, store, trust).verify());
  }

  private static LogVerification verification(
      LoadedSettings loaded, S3LogStore store, LogTrust trust) {
    return new LogVerification(
        store, trust, loaded.settings().recordLog().origin(), Clock.systemUTC());
  }

  @Override
  public List<VerificationFinding> consistency(LoadedSettings loaded, byte[] note) {
    return withLog(
        loaded,
        (store, trust) -> {
          JudgedCheckpoint older;
          try {
            older =
                JudgedCheckpoint.of(
                    note, Instant.EPOCH, trust.policy(), loaded.settings().recordLog().origin());
          } catch (InvalidLogException e) {
            return List.of(VerificationFinding.bad("given", String.valueOf(e.getMessage())));
          }
          return verification(loaded, store, trust).consistency(older);
        });
  }

  @Override
  public long fsck(LoadedSettings loaded, Consumer<Defect> defects, LongConsumer progress) {
    return withLog(
        loaded,
        (store, trust) ->
            new LogCheck(
                    store,
                    loaded.settings().recordLog().origin(),
                    trust.keys(),
                    CheckpointTrust.ofKeys(trust.keys()))
                .run(
                    it -> defects.accept(new Defect(it.kind().rule(), it.key(), it.detail())),
                    (first, entries) -> progress.accept(first + entries.size()))
                .map(Checkpoint::size)
                .orElse(-1L));
  }

  private <T> T withLog(LoadedSettings loaded, LogWork<T> work) {
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      try (S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
        return work.run(store, LogTrust.of(loaded.settings().recordLog(), store));
      }
    }
  }

  /** Work with the log. */
  private interface LogWork<T> {
    T run(S3LogStore store, LogTrust trust);
  }

  @Override
  public NewKeys key(String name) {
    try {
      LogKeys keys = LogKeys.generate(name, Clock.systemUTC());
      return new NewKeys(
          keys.privateLines(), keys.keys().stream().map(VerifierKey::toString).toList());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("NAME: " + e.getMessage(), e);
    }
  }
}
