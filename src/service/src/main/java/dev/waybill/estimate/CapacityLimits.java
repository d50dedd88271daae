package dev.waybill.estimate;

import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.log.check.ListingSettings;
import dev.waybill.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Limits of the parts, by figures that were measured with up to ten million objects; the reference
 * of the capacity names each measurement.
 */
final class CapacityLimits {
  /** Objects a second of one replica with default settings, each call of which takes 20 ms. */
  private static final double SEALED_PER_SECOND = 182;

  /** Entries a second that the log publishes within two seconds. */
  private static final double LOGGED_PER_SECOND = 2_000;

  private static final double SECONDS_OF_LIST = 0.1;
  private static final double SECONDS_OF_READ = 0.02;
  private static final double PARALLEL_LISTINGS = 4;
  private static final double PARALLEL_READS = 16;

  /** Processor time of a glance and of a reconciliation for a version. */
  private static final double GLANCE_SECONDS = 10.3e-6;

  private static final double RECONCILED_SECONDS = 18.6e-6;
  private static final double GLANCE_DISK = 123;
  private static final double RECONCILED_DISK = 600;

  /** Entries of which a slice keeps the state, slices that one run loads, and time between runs. */
  private static final double SLICE = 65_536;

  private static final double SLICES_OF_RUN = 512;
  private static final double RUN_SECONDS = 5;
  private static final double SUMMARY_BYTES = 275;
  private static final double REMEMBERED_BYTES = 32e6;
  private static final double LISTING_BYTES = 50e6;

  private final CapacityQuestion question;
  private final Settings settings;
  private final List<CapacityLimit> limits = new ArrayList<>();

  private CapacityLimits(CapacityQuestion question, Settings settings) {
    this.question = question;
    this.settings = settings;
  }

  static List<CapacityLimit> of(CapacityQuestion question, Settings settings) {
    CapacityLimits limits = new CapacityLimits(question, settings);
    limits.intake();
    limits.log();
    limits.leader();
    limits.comparison();
    limits.rereading();
    limits.glance();
    limits.reconciliation();
    return List.copyOf(limits.limits);
  }

  private void intake() {
    long replicas = (long) Math.ceil(question.perSecond() / SEALED_PER_SECOND);
    add(EstimatePart.SEALING, "replicas at the rate", ReportNumber.count(replicas), true, "");
  }

  private void log() {
    add(
        EstimatePart.LOG,
        "entries a second, of 2,000 that were measured",
        String.format(Locale.ROOT, "%,.0f", question.perSecond()),
        question.perSecond() <= LOGGED_PER_SECOND,
        "split the deployment by prefix or bucket, each with a log of its own");
  }

  private void leader() {
    double slices = Math.ceil(question.objects() / SLICE);
    double memory = slices * SUMMARY_BYTES + REMEMBERED_BYTES + LISTING_BYTES;
    add(EstimatePart.REREADING, "slices", ReportNumber.count((long) slices), true, "");
    add(
        EstimatePart.REREADING,
        "memory of the leader for log and slices",
        ReportNumber.bytes((long) memory),
        true,
        "");
    add(
        EstimatePart.REREADING,
        "time until a new leader plans",
        ReportNumber.span(Math.ceil(slices / SLICES_OF_RUN) * RUN_SECONDS),
        true,
        "");
  }

  private void comparison() {
    int keys = ListingSettings.DEFAULT_KEYS_PER_PASS;
    CallTally calls = PartCalls.comparison((double) question.objects(), keys);
    double seconds =
        calls.writes() * SECONDS_OF_LIST + calls.reads() * SECONDS_OF_READ / PARALLEL_READS;
    long passes = (long) PartCalls.passes((double) question.objects(), keys);
    Duration every = settings.recordLog().listingEvery();
    add(
        EstimatePart.LISTING,
        "time of a comparison, passes",
        ReportNumber.span(seconds) + ", " + ReportNumber.count(passes),
        every.isZero() || seconds <= every.toSeconds(),
        "set waybill.record-log.listing-every=0s; reconciliation compares records as well");
  }

  private void rereading() {
    if (!settings.fixity().enabled()) {
      return;
    }
    double usable = settings.fixity().every().toSeconds() * 0.95;
    double reads = PartCalls.cycle((double) question.objects(), question.bytes()).reads() / usable;
    double bytes = question.bytes() / usable;
    add(
        EstimatePart.REREADING,
        "reads a second",
        String.format(Locale.ROOT, "%,.1f", reads),
        reads <= settings.fixity().requestsPerSecond(),
        "raise waybill.fixity.budget.requests-per-second, and dollars-per-day with it");
    add(
        EstimatePart.REREADING,
        "bytes a second",
        ReportNumber.bytes((long) bytes),
        bytes <= settings.fixity().bytesPerSecond(),
        "raise waybill.fixity.budget.bytes-per-second, and add replicas for the bandwidth");
  }

  private void glance() {
    if (!settings.fixity().enabled()) {
      return;
    }
    disk(EstimatePart.GLANCE, GLANCE_DISK);
    CallTally calls = PartCalls.glance((double) question.objects());
    double seconds =
        calls.writes() * SECONDS_OF_LIST / PARALLEL_LISTINGS
            + calls.reads() * SECONDS_OF_READ
            + question.objects() * GLANCE_SECONDS;
    span(
        EstimatePart.GLANCE,
        "time of a glance",
        seconds,
        settings.fixity().glance(),
        "waybill.fixity.glance");
  }

  private void reconciliation() {
    disk(EstimatePart.RECONCILIATION, RECONCILED_DISK);
    CallTally calls = PartCalls.reconciliation((double) question.objects());
    double seconds =
        calls.writes() * SECONDS_OF_LIST / PARALLEL_LISTINGS
            + calls.reads() * SECONDS_OF_READ
            + question.objects() * RECONCILED_SECONDS;
    span(
        EstimatePart.RECONCILIATION,
        "time of a reconciliation",
        seconds,
        settings.reconcile().every(),
        "waybill.reconcile.every");
  }

  private void disk(EstimatePart part, double bytesOfVersion) {
    long bytes = (long) (question.objects() * bytesOfVersion);
    add(part, "temporary files", ReportNumber.bytes(bytes), true, "");
  }

  private void span(
      EstimatePart part, String resource, double seconds, Duration every, String key) {
    boolean holds = every.isZero() || seconds <= every.toSeconds();
    add(part, resource, ReportNumber.span(seconds), holds, "raise " + key);
  }

  private void add(EstimatePart part, String resource, String need, boolean holds, String fix) {
    limits.add(new CapacityLimit(part, resource, need, holds, holds ? "" : fix));
  }
}
