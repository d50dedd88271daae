package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.aws.inventory.S3InventoryObjects;
import dev.waybill.backfill.BackfillEstimate;
import dev.waybill.backfill.BackfillJobs;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.BackfillScope;
import dev.waybill.backfill.BackfillStore;
import dev.waybill.backfill.BackfillVersion;
import dev.waybill.backfill.CsvSource;
import dev.waybill.backfill.InventoryVersions;
import dev.waybill.backfill.ListedSource;
import dev.waybill.backfill.UnitWriter;
import dev.waybill.backfill.VersionSource;
import dev.waybill.cli.BackfillService;
import dev.waybill.cli.CommandException;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.reconcile.inventory.InventoryPlace;
import dev.waybill.reconcile.inventory.NamedInventory;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.QueueChecks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Implementation of {@code waybill backfill}. */
final class BackfillRun implements BackfillService {
  /** Difference between the clocks of this machine and of S3 that leaves out no version. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(15);

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
  private static final Pattern MANIFEST =
      Pattern.compile("s3://([^/]+)/((?:.+/)?)([^/]+)/manifest\\.json");

  private final Function<Settings, AwsClients> clients;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  BackfillRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Offer estimate(LoadedSettings loaded, Order order) throws Exception {
    Settings settings = requireOurs(loaded, order);
    try (AwsClients aws = clients.apply(settings)) {
      aws.identity();
      BackfillScope scope = scope(settings);
      BackfillEstimate.Sum sum = new BackfillEstimate.Sum(scope);
      read(source(aws, settings, order, scope), sum);
      FixityPrices prices = FixityRate.prices(aws);
      return new Offer(
          sum.end(), sum.end().dollars(prices), prices.region(), rate(settings, order));
    }
  }

  @Override
  public BackfillPlan begin(LoadedSettings loaded, Order order) throws Exception {
    Settings settings = requireOurs(loaded, order);
    try (AwsClients aws = clients.apply(settings);
        S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
      aws.identity();
      if (QueueChecks.backfill(aws.sqs(), settings.backfill()).isEmpty()) {
        throw CommandException.usage(
            "waybill.backfill.queue: there is no queue "
                + settings.backfill().queue()
                + "; run waybill baseline apply, and start the service again");
      }
      BackfillStore plans = new BackfillStore(store, settings.raw().bucket());
      BackfillJobs jobs = new BackfillJobs(plans, clock);
      Optional<BackfillPlan> open = jobs.open();
      if (open.isPresent()) {
        return same(open.get(), order);
      }
      BackfillPlan plan = plan(aws, settings, order, plans);
      if (!jobs.begin(plan)) {
        throw CommandException.finding("another backfill was begun at the same time");
      }
      return plan;
    }
  }

  private static BackfillPlan same(BackfillPlan open, Order order) {
    if (open.prefix().equals(order.prefix()) && open.source().equals(named(order))) {
      return open;
    }
    throw CommandException.finding(
        "the backfill of \""
            + open.prefix()
            + "\" has not ended; wait for it, or end it by waybill backfill cancel");
  }

  private BackfillPlan plan(AwsClients aws, Settings settings, Order order, BackfillStore plans)
      throws Exception {
    String job = UUID.randomUUID().toString();
    BackfillScope scope = scope(settings);
    int rate = rate(settings, order);
    if (order.inventory() == null && order.manifest() == null) {
      return BackfillPlan.ofListing(job, order.prefix(), scope.before(), rate);
    }
    UnitWriter units = new UnitWriter(plans, job);
    read(source(aws, settings, order, scope), units);
    return BackfillPlan.ofUnits(
        job, order.prefix(), named(order), scope.before(), rate, units.end(), units.left());
  }

  private static void read(VersionSource source, VersionSource.Receiver receiver)
      throws InterruptedException {
    try {
      source.read(receiver);
    } catch (IOException e) {
      throw CommandException.usage("the manifest cannot be used: " + e.getMessage());
    }
  }

  private static String named(Order order) {
    return order.manifest() != null
        ? "manifest " + order.manifest().getFileName()
        : Objects.requireNonNullElse(order.inventory(), "listing");
  }

  private static VersionSource source(
      AwsClients aws, Settings settings, Order order, BackfillScope scope) {
    String bucket = settings.raw().bucket();
    if (order.manifest() != null) {
      RawObjects objects = new RawObjects(aws.s3());
      return new CsvSource(
          order.manifest(), order.prefix(), scope, key -> current(objects, bucket, key));
    }
    if (order.inventory() != null) {
      return inventory(aws, bucket, order.inventory(), order.prefix(), scope);
    }
    return new ListedSource(new S3VersionPages(aws.s3(), bucket), order.prefix(), scope);
  }

  private static VersionSource inventory(
      AwsClients aws, String bucket, String uri, String prefix, BackfillScope scope) {
    Matcher parts = MANIFEST.matcher(uri);
    if (!parts.matches()) {
      throw CommandException.usage(
          "--inventory: must be s3://bucket/…/manifest.json of a report of S3 Inventory");
    }
    InventoryPlace place = new InventoryPlace(parts.group(1), parts.group(2), bucket, "report");
    return new InventoryVersions(
        new NamedInventory(
            new S3InventoryObjects(aws.s3(), aws.s3(), place), place, InventoryLimits.defaults()),
        parts.group(3),
        prefix,
        scope);
  }

  private static Optional<BackfillVersion> current(RawObjects objects, String bucket, String key) {
    return objects
        .head(bucket, key, null)
        .map(
            it ->
                new BackfillVersion(
                    key,
                    RawObjects.versionId(it),
                    it.contentLength(),
                    RawObjects.unquoted(it.eTag()),
                    it.lastModified()));
  }

  /** A version that live traffic seals as well, because it is new, has one record all the same. */
  private BackfillScope scope(Settings settings) {
    Instant before = clock.instant().plus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
    return new BackfillScope(settings.scopes(), before);
  }

  private static int rate(Settings settings, Order order) {
    @Nullable Integer rate = order.rate();
    return rate == null ? settings.backfill().versionsPerSecond() : rate;
  }

  private static Settings requireOurs(LoadedSettings loaded, Order order) {
    Settings settings = loaded.settings();
    if (!order.bucket().equals(settings.raw().bucket())) {
      throw CommandException.usage(
          "only objects of waybill.raw.bucket, which is "
              + settings.raw().bucket()
              + ", are sealed");
    }
    return settings;
  }

  private static BackfillStore plans(LoadedSettings loaded, S3LogStore store) {
    return new BackfillStore(store, loaded.settings().raw().bucket());
  }

  @Override
  public Optional<BackfillPlan> status(LoadedSettings loaded) throws Exception {
    try (AwsClients aws = clients.apply(loaded.settings());
        S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
      return plans(loaded, store).plan();
    }
  }

  @Override
  public Optional<BackfillPlan> change(LoadedSettings loaded, BackfillPlan.Phase phase)
      throws Exception {
    try (AwsClients aws = clients.apply(loaded.settings());
        S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
      return new BackfillJobs(plans(loaded, store), clock).change(phase);
    }
  }

  @Override
  public BackfillPlan follow(LoadedSettings loaded, Consumer<BackfillPlan> progress)
      throws Exception {
    try (AwsClients aws = clients.apply(loaded.settings());
        S3LogStore store = new S3LogStore(aws.s3(), loaded.settings().provenance())) {
      BackfillStore plans = plans(loaded, store);
      while (true) {
        BackfillPlan plan =
            plans.plan().orElseThrow(() -> CommandException.finding("there is no backfill"));
        progress.accept(plan);
        if (!plan.phase().isOpen()) {
          return plan;
        }
        Thread.sleep(CHECK_INTERVAL.toMillis());
      }
    }
  }
}
