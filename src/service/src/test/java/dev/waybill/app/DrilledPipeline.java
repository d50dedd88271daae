package dev.waybill.app;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.drill.DrillPlan;
import dev.waybill.drill.DrillState;
import dev.waybill.drill.DrillStore;
import dev.waybill.drill.DrillTask;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.DrillResults;
import dev.waybill.fixity.shape.GlanceDefects;
import dev.waybill.fixity.shape.GlanceTask;
import dev.waybill.fixity.shape.RecordedCopies;
import dev.waybill.fixity.shape.ScopeScans;
import dev.waybill.fixity.shape.ShapeScan;
import dev.waybill.fixity.shape.SuspectExamination;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Drills beside a pipeline that seals, with a glance and a cycle that a test runs itself. */
final class DrilledPipeline implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofHours(26);

  final ShiftedClock clock = new ShiftedClock();

  /** True when findings do not reach the store of incidents. */
  boolean isDeliveryLost;

  private final Settings settings;
  private final RecordVerifier verifier;
  private final FixityReaders readers;
  private final PendingWriter log;
  private final WatchList watch;
  private final Incidents incidents;
  private final IncidentArchive archive;
  private final GlanceTask glance;
  private final DrilledObjects drilled;
  private final List<DrillStore> stores;
  private final List<DrillTask> tasks = new ArrayList<>();

  DrilledPipeline(PipelineUnderTest pipeline, Path temporary, int atOnce) {
    settings = pipeline.settings();
    verifier = new RecordVerifier(pipeline.key().trusted());
    readers =
        FixityReaders.ofCommand(
            pipeline.aws(),
            settings,
            verifier,
            FixityRate.ofCheck(settings.fixity()),
            Clock.systemUTC());
    log =
        new PendingWriter(
            readers.store(),
            PendingWriter.uniqueReplica(),
            PendingWriter.Limits.DEFAULT,
            new RecentBatches(),
            LogWriterListener.NONE,
            Clock.systemUTC());
    watch = new WatchList(readers.store());
    drilled = new DrilledObjects(settings.scopes());
    archive = new IncidentArchive(pipeline.s3(), settings.audit().results());
    incidents =
        new Incidents(
            archive,
            new IncidentPolicy(
                Duration.ofDays(1),
                Duration.ofMinutes(5),
                rule -> Duration.ofDays(1000),
                IncidentPolicy.LEASE,
                1000),
            new FindingEvent(pipeline.raw(), "test"),
            clock);
    glance = glance(pipeline, temporary);
    DrillWiring wiring = new DrillWiring(pipeline.aws(), settings, clock);
    stores =
        IntStream.range(0, atOnce)
            .mapToObj(it -> new DrillStore(readers.store(), "fixity/drill/" + it + ".json"))
            .toList();
    for (DrillStore store : stores) {
      tasks.add(
          new DrillTask(
              wiring.rounds(
                  store,
                  readers.seals(settings, verifier),
                  wiring.statements(readers.store(), pipeline.key(), verifier, log::add)),
              new DrillPlan(
                  pipeline.raw(),
                  settings.raw().drills(),
                  wiring.plan(WITHIN).kinds(),
                  Duration.ofDays(1),
                  WITHIN),
              state -> {}));
    }
  }

  private GlanceTask glance(PipelineUnderTest pipeline, Path temporary) {
    return new GlanceTask(
        new ScopeScans(
            List.of(
                new ShapeScan(
                    new S3VersionPages(pipeline.s3(), pipeline.raw()),
                    readers.entries(),
                    settings.raw(),
                    temporary,
                    2,
                    clock))),
        new SuspectExamination(
            this::examine,
            new RecordedCopies(
                new RawObjects(pipeline.s3()),
                new SealedRecords(
                    new RecordArchive(pipeline.s3(), settings.provenance()), verifier),
                settings.scopes())),
        new GlanceDefects(
            this::examine,
            watch,
            new FixityFindings(settings.provenance().bucket(), drilled, readers::entry)),
        report -> {},
        clock);
  }

  private Examination examine(long index) throws InterruptedException {
    return readers.examiner().examine(index, readers.entry(index));
  }

  /** Runs one round of each schedule, and delivers what it reports. */
  List<Report> rounds() {
    List<Report> reports = tasks.stream().flatMap(it -> it.run().stream()).toList();
    deliver(reports);
    return reports;
  }

  /** Runs a glance, and delivers what it reports. */
  List<Report> glance() {
    List<Report> reports = glance.run();
    deliver(reports);
    return reports;
  }

  /** Reads everything again, as a cycle does, and delivers what it reports. */
  List<Report> cycle() throws InterruptedException {
    List<Report> reports = new ArrayList<>();
    DrillResults results =
        new DrillResults(drilled, settings.provenance().bucket(), watch, reports::add);
    long size = readers.entries().size();
    for (long tile = 0; tile * TileRange.FULL < size; tile++) {
      TileResult result =
          readers.examine(new TileTask(CycleId.of(clock.instant()), TileRange.of(tile, size)));
      for (Examination each : result.examinations()) {
        if (each.condition() != FixityCondition.INTACT) {
          throw new AssertionError("the cycle states " + each);
        }
        results.examined(each, readers.entry(each.index()), clock.instant());
      }
    }
    deliver(reports);
    return reports;
  }

  private void deliver(List<Report> reports) {
    if (!isDeliveryLost) {
      reports.forEach(
          it -> {
            var unused = incidents.register(it);
          });
    }
  }

  Set<WatchedDefect> watched() {
    return watch.all();
  }

  List<DrillState> states() {
    return stores.stream().map(DrillStore::state).toList();
  }

  DrillState serviceState() {
    return DrillStore.ofService(readers.store()).state();
  }

  Optional<Incident> incident(Finding finding) {
    return archive.find(Incident.name(finding.rule(), finding.uid())).map(it -> it.incident());
  }

  /** Returns the verified statements about drills. */
  List<DrillStatement> statements() {
    return readers
        .store()
        .list("drills/")
        .map(it -> readers.store().find(it.key()).orElseThrow())
        .map(it -> verifier.statement(it.content(), it.lastModified()).orElseThrow())
        .map(DrillStatement.class::cast)
        .toList();
  }

  /** Returns the entries of the published log. */
  List<LogEntry> entries() {
    long size = readers.entries().size();
    List<LogEntry> entries = new ArrayList<>();
    for (long tile = 0; tile * TileRange.FULL < size; tile++) {
      entries.addAll(readers.entries().read(TileRange.of(tile, size)));
    }
    return entries;
  }

  @Override
  public void close() {
    log.close();
    readers.close();
  }
}
