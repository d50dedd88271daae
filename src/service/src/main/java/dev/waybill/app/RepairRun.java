package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.PartCopy;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3Copier;
import dev.waybill.aws.S3CopySources;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.RepairService;
import dev.waybill.fixity.examine.LocatedSeal;
import dev.waybill.fixity.examine.TouchedObject;
import dev.waybill.fixity.work.ReadPace;
import dev.waybill.model.RejectedException;
import dev.waybill.promotion.Destination;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.repair.RepairException;
import dev.waybill.repair.RepairPlan;
import dev.waybill.repair.RepairStatements;
import dev.waybill.repair.Repairer;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Implementation of {@code waybill repair}. */
final class RepairRun implements RepairService {
  private final Clock clock = Clock.systemUTC();
  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  RepairRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  // The claims are written when they are closed.
  @SuppressWarnings("try")
  public Optional<Repaired> repair(LoadedSettings loaded, Order order, Predicate<RepairPlan> agree)
      throws Exception {
    Settings settings = loaded.settings();
    Destination at = promoted(order.object(), settings.scopes());
    if (!settings.recordLog().enabled()) {
      throw CommandException.usage(
          "waybill.record-log.enabled: must be true, because the log says what the object was");
    }
    try (AwsClients aws = clients.apply(settings);
        ClaimsWiring unused = ClaimsWiring.ofCommand(aws, settings)) {
      aws.identity();
      SigningKey signing = SigningKeys.load(aws, settings);
      RecordVerifier verifier = OnlineVerification.verifier(aws, loaded);
      ReadPace pace = FixityRate.ofCheck(settings.fixity());
      try (FixityReaders readers = FixityReaders.ofCommand(aws, settings, verifier, pace, clock)) {
        return new Repair(aws, settings, verifier, signing, readers).run(at, order, agree);
      }
    } catch (RepairException | RejectedException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the place of the promoted object that a person names. */
  private static Destination promoted(S3Address object, CustodyScopes scopes) {
    String key = object.key();
    Optional<Destination> at =
        scopes
            .ofDestination(object.bucket(), key)
            .map(it -> new Destination(object.bucket(), key))
            .or(
                () ->
                    scopes
                        .ofSource(object.bucket(), key)
                        .map(it -> new Destination(it.destinationBucket(), it.promoted(key))));
    return at.filter(it -> object.versionId() == null)
        .orElseThrow(
            () ->
                CommandException.usage(
                    "only objects below "
                        + scopes.all().stream()
                            .map(it -> "s3://" + it.destinationBucket() + "/" + it.processed())
                            .collect(Collectors.joining(", "))
                        + " are repaired, and only the newest version of each"));
  }

  /** One repair with its clients. */
  private final class Repair {
    private final AwsClients aws;
    private final Settings settings;
    private final RecordVerifier verifier;
    private final SigningKey signing;
    private final FixityReaders readers;

    Repair(
        AwsClients aws,
        Settings settings,
        RecordVerifier verifier,
        SigningKey signing,
        FixityReaders readers) {
      this.aws = aws;
      this.settings = settings;
      this.verifier = verifier;
      this.signing = signing;
      this.readers = readers;
    }

    Optional<Repaired> run(Destination at, Order order, Predicate<RepairPlan> agree)
        throws RepairException, InterruptedException {
      LocatedSeal seal = seal(at);
      try (PartCopy parts =
          new PartCopy(aws.s3(), aws::beginUpload, settings.promotion().parallelParts())) {
        Repairer repairer = repairer(parts, order);
        RepairPlan plan = repairer.plan(seal);
        if (plan.record() == null || !agree.test(plan)) {
          return Optional.empty();
        }
        return Optional.of(stated(plan, repairer.repair(plan), order));
      }
    }

    /** Returns the entry of the newest version that was promoted to the key. */
    private LocatedSeal seal(Destination at) {
      return readers
          .seals(settings, verifier)
          .of(new TouchedObject("repair", "", at.bucket(), at.key()))
          .stream()
          .findFirst()
          .orElseThrow(() -> CommandException.usage("the log has no sealed version with this key"));
    }

    private Repairer repairer(PartCopy parts, Order order) {
      return new Repairer(
          seal -> readers.examiner().examine(seal.index(), seal.entry()),
          new SealedRecords(new RecordArchive(aws.s3(), settings.provenance()), verifier),
          new S3CopySources(aws.s3()),
          new RawObjects(aws.s3()),
          new S3Copier(aws.s3(), parts),
          settings.scopes(),
          settings.promotion(),
          order.otherBuckets());
    }

    private Repaired stated(RepairPlan plan, ObjectVersion copy, Order order) {
      try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
        String bucket = settings.provenance().bucket();
        String key =
            new RepairStatements(store, bucket, Pipeline.BY, signing::seal, verifier, clock)
                .publish(plan, copy, order.by(), order.reason());
        return new Repaired(copy.uri(), "s3://" + bucket + "/" + key);
      } catch (RuntimeException e) {
        throw new IllegalStateException(
            "the object was repaired as "
                + copy.uri()
                + ", but the statement could not be stored; note it by hand",
            e);
      }
    }
  }
}
