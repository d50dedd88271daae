package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DeadLetterQueue;
import dev.waybill.aws.MessageVisibility;
import dev.waybill.aws.OwnRights;
import dev.waybill.aws.PartCopy;
import dev.waybill.aws.Queue;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3Copier;
import dev.waybill.camel.AllRecordsAggregation;
import dev.waybill.camel.DeniedRetries;
import dev.waybill.camel.DigestStep;
import dev.waybill.camel.FailureHandler;
import dev.waybill.camel.IntakeStep;
import dev.waybill.camel.OutcomeRecorder;
import dev.waybill.camel.PromotionStep;
import dev.waybill.camel.SealStep;
import dev.waybill.camel.ServerDigestStep;
import dev.waybill.digest.IntegrityRequirements;
import dev.waybill.digest.ObjectHasher;
import dev.waybill.digest.StoredDigest;
import dev.waybill.intake.DenialCircuitBreaker;
import dev.waybill.intake.NotificationReader;
import dev.waybill.intake.QueueWait;
import dev.waybill.intake.VersionLookup;
import dev.waybill.model.CustodyListener;
import dev.waybill.promotion.CopyAhead;
import dev.waybill.promotion.GoneVersions;
import dev.waybill.promotion.Promotion;
import dev.waybill.promotion.SourceRemoval;
import dev.waybill.provenance.RecordMaker;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.provenance.Sealer;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.Settings;
import dev.waybill.startup.QueueChecks;
import dev.waybill.startup.StartupContext;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.main.Main;

/** Bindings of the beans of the routes 10-intake, 20-seal, 30-promote and 90-errors. */
final class CustodyWiring {
  private final Settings settings;
  private final AwsClients aws;
  private final StartupContext found;
  private final PartCopy partCopy;
  private final Consumer<LogEntry> log;
  private final CustodyListener listener;
  private final Clock clock = Clock.systemUTC();
  private final RawObjects objects;
  private final RecordArchive archive;
  private final SealedRecords records;

  /**
   * @param log receiver of the entry of each sealed record
   */
  CustodyWiring(
      Settings settings,
      AwsClients aws,
      StartupContext found,
      PartCopy partCopy,
      Consumer<LogEntry> log,
      CustodyListener listener) {
    this.settings = settings;
    this.aws = aws;
    this.found = found;
    this.partCopy = partCopy;
    this.log = log;
    this.listener = listener;
    objects = new RawObjects(aws.s3());
    archive = new RecordArchive(aws.s3(), settings.provenance());
    records = new SealedRecords(archive, found.verifier());
  }

  void bind(Main main, DenialCircuitBreaker denials, QueueWait wait) {
    OutcomeRecorder ledger = new OutcomeRecorder(listener);
    main.bind("everyRecord", new AllRecordsAggregation());
    main.bind("ledger", ledger);
    main.bind("intake", intake(wait));
    main.bind("digest", digest());
    main.bind("serverDigest", serverDigest());
    main.bind("provenance", provenance());
    main.bind("promotion", promotion());
    main.bind("failures", failures(denials, ledger));
  }

  private IntakeStep intake(QueueWait wait) {
    return new IntakeStep(
        new NotificationReader(settings.scopes()),
        new VersionLookup(objects),
        wait,
        deniedRetries(),
        listener,
        clock);
  }

  private DeniedRetries deniedRetries() {
    Queue source = found.queues().source();
    return new DeniedRetries(
        new MessageVisibility(aws.sqs(), source.url()),
        settings.queue().denialPause(source.maxReceiveCount()));
  }

  private IntegrityRequirements requirements() {
    return new IntegrityRequirements(found.kmsKey());
  }

  private DigestStep digest() {
    return new DigestStep(
        settings.digestModes(),
        new ObjectHasher(settings.promotion(), settings.digest().chunks(), requirements(), clock),
        listener);
  }

  private ServerDigestStep serverDigest() {
    return new ServerDigestStep(
        settings.digestModes(),
        new StoredDigest(objects, settings.promotion(), requirements(), clock),
        new CopyAhead(settings.promotion(), settings.scopes(), clock),
        listener);
  }

  private SealStep provenance() {
    return new SealStep(
        new Sealer(
            archive,
            records,
            objects,
            found.key().signer()::keyIds,
            new RecordMaker(Pipeline.BY, found.deployment()),
            log,
            clock),
        settings.scopes(),
        listener);
  }

  private PromotionStep promotion() {
    return new PromotionStep(
        new Promotion(objects, new S3Copier(aws.s3(), partCopy), records, settings.scopes(), clock),
        new SourceRemoval(objects),
        listener);
  }

  private OwnRights rights(DenialCircuitBreaker denials) {
    return new OwnRights(denials, aws.s3(), settings.scopes(), settings.provenance(), found.key());
  }

  private FailureHandler failures(DenialCircuitBreaker denials, OutcomeRecorder ledger) {
    QueueChecks queues = found.queues();
    return new FailureHandler(
        new GoneVersions(records, objects, settings.scopes(), log),
        objects,
        new DeadLetterQueue(aws.sqs(), queues.dead().url()),
        settings.scopes(),
        queues.source().maxReceiveCount(),
        rights(denials),
        ledger,
        listener);
  }
}
