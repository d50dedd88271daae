package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.SqsTaskMessages;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.FixityService;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.plan.CyclePricing;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.FixityStateStore;
import dev.waybill.fixity.plan.OpenDefect;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.report.FixityOverview;
import dev.waybill.fixity.report.FixityReport;
import dev.waybill.fixity.report.NdsaFacts;
import dev.waybill.fixity.report.OverviewReader;
import dev.waybill.fixity.report.StoredStatements;
import dev.waybill.fixity.result.ResultStore;
import dev.waybill.fixity.work.QueueWorker;
import dev.waybill.fixity.work.ReadPace;
import dev.waybill.fixity.work.TileWorker;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.QueueChecks;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.log.LogTrust;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill fixity}. */
final class FixityRun implements FixityService {
  /** Limit of the cycles that a report lists. */
  private static final int MAX_CYCLES = 200;

  private static final Duration EXTEND_EVERY =
      Duration.ofSeconds(SqsTaskMessages.HIDDEN_SECONDS / 3);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  FixityRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Optional<Status> status(LoadedSettings loaded) {
    return withStore(loaded, (aws, store) -> status(aws, loaded, store));
  }

  private Optional<Status> status(AwsClients aws, LoadedSettings loaded, S3LogStore store) {
    return standing(aws, store)
        .map(
            it ->
                new Status(
                    it,
                    named(it.defects(), new EntryNames(entries(loaded, store))),
                    new StoredStatements(store, verifier(aws, loaded))
                        .newest(1).stream().findFirst().orElse(null)));
  }

  private Optional<FixityStanding> standing(AwsClients aws, S3LogStore store) {
    return FixityStanding.read(
        new FixityStateStore(store), FixityRate.prices(aws), clock.instant());
  }

  private static List<Defect> named(List<OpenDefect> defects, LongFunction<String> names) {
    Map<FixityCondition, Integer> counts = new EnumMap<>(FixityCondition.class);
    List<Defect> named = new ArrayList<>();
    for (OpenDefect each : defects) {
      if (counts.merge(each.condition(), 1, Integer::sum) <= MAX_NAMED) {
        String name = names.apply(each.index());
        named.add(new Defect(each.condition(), name, each.index(), each.since(), ""));
      }
    }
    return named;
  }

  @Override
  public PlanPrice plan(LoadedSettings loaded) {
    return withStore(
        loaded,
        (aws, store) ->
            CyclePricing.of(
                new FixityStateStore(store),
                entries(loaded, store),
                FixityCycles.policy(loaded.settings().fixity()),
                FixityRate.prices(aws)));
  }

  @Override
  public Optional<Reported> report(LoadedSettings loaded) {
    return withStore(
        loaded, (aws, store) -> standing(aws, store).map(it -> report(aws, loaded, store, it)));
  }

  private Reported report(
      AwsClients aws, LoadedSettings loaded, S3LogStore store, FixityStanding standing) {
    Settings settings = loaded.settings();
    FixityOverview overview =
        new OverviewReader(
                settings.provenance().bucket(),
                settings.recordLog().origin(),
                new EntryNames(entries(loaded, store)),
                ndsa(settings))
            .read(
                standing,
                settings.fixity().glance(),
                new StoredStatements(store, verifier(aws, loaded)).newest(MAX_CYCLES));
    return new Reported(new FixityReport(overview), !standing.defects().isEmpty());
  }

  private static NdsaFacts ndsa(Settings settings) {
    return new NdsaFacts(settings.fixity().enabled() && settings.auditRuns().enabled());
  }

  @Override
  public void check(LoadedSettings loaded, @Nullable String replica, CheckListener listener)
      throws InterruptedException {
    if (replica != null && loaded.settings().scopes().buckets().size() > 1) {
      throw CommandException.usage(
          "--replica stands for one bucket, and the scopes have "
              + loaded.settings().scopes().buckets()
              + "; use a configuration with one of them");
    }
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      ReadPace pace = FixityRate.ofCheck(loaded.settings().fixity());
      try (FixityReaders readers = readers(aws, loaded, pace, replica)) {
        if (isPublished(aws, loaded)) {
          listener.note(
              "the log's keys are those that the bucket publishes; set waybill.record-log.policy");
        }
        new FixityChecks(
                readers.entries(),
                replica == null ? readers::examine : new ReplicaExaminer(readers::examine),
                listener)
            .run(clock.instant());
      }
    }
  }

  @Override
  public void work(LoadedSettings loaded, Consumer<TileResult> listener) {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch unused = Shutdown.of(() -> {}, stop(ended, loaded.settings()));
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      Queue queue = queue(aws, loaded.settings());
      ReadPace pace = FixityRate.ofWorker(aws, loaded.settings().fixity(), queue);
      try (FixityReaders readers = readers(aws, loaded, pace, null)) {
        work(aws, queue, readers, listener);
      }
    } finally {
      ended.countDown();
    }
  }

  /** Returns the end of this thread's work, within the time limit of a shutdown. */
  private static AutoCloseable stop(CountDownLatch ended, Settings settings) {
    Thread worker = Thread.currentThread();
    return () -> {
      worker.interrupt();
      boolean unused = ended.await(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  private static Queue queue(AwsClients aws, Settings settings) {
    return QueueChecks.fixity(aws.sqs(), settings.fixity())
        .orElseThrow(
            () ->
                CommandException.usage(
                    "waybill.fixity.enabled: re-verification is switched off; set it, and"
                        + " waybill.record-log.enabled, to true as the service has it, or check"
                        + " everything with --once"));
  }

  private static void work(
      AwsClients aws, Queue queue, FixityReaders readers, Consumer<TileResult> listener) {
    DeniedResults results = new DeniedResults(new ResultStore(readers.store()));
    TileWorker worker = new TileWorker(readers.entries(), readers::resume, results, listener);
    new QueueWorker(
            new SqsTaskMessages(aws.sqs(), queue.url()),
            text -> results.unlessDenied(worker.isUnfinished(text)),
            EXTEND_EVERY,
            PAUSE)
        .run();
  }

  private static boolean isPublished(AwsClients aws, LoadedSettings loaded) {
    try (S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
      return LogTrust.of(loaded.settings().recordLog(), store).isPublished();
    }
  }

  private FixityReaders readers(
      AwsClients aws, LoadedSettings loaded, ReadPace pace, @Nullable String replica) {
    return FixityReaders.ofReplica(
        aws, loaded.settings(), verifier(aws, loaded), pace, replica, clock);
  }

  private AuthenticatedEntries entries(LoadedSettings loaded, S3LogStore store) {
    LogTrust trust = LogTrust.of(loaded.settings().recordLog(), store);
    return FixityReaders.entries(store, loaded.settings(), trust.keys(), clock);
  }

  private static RecordVerifier verifier(AwsClients aws, LoadedSettings loaded) {
    return OnlineVerification.verifier(aws, loaded);
  }

  private <T> T withStore(LoadedSettings loaded, StoreWork<T> work) {
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      try (S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
        return work.run(aws, store);
      }
    } catch (InvalidLogException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    }
  }

  /** Work with the provenance bucket. */
  private interface StoreWork<T> {
    T run(AwsClients aws, S3LogStore store);
  }
}
