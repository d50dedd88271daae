package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.aws.identity.UnusableCredentialsException;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.doctor.DoctorCheck;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.Settings;
import dev.waybill.startup.InspectedStart;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.StartupException;
import dev.waybill.verify.log.LogTrust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks of the doctor that call AWS. None of them writes. */
final class DoctorOnline implements AutoCloseable {
  private static final String SETTINGS = "settings";
  private static final String IDENTITY = "identity";

  /** Also the first call to S3. */
  private static final String CLOCK = "clock";

  private static final String BUCKETS = "buckets";

  private final Path home;
  private final Settings settings;
  private final Function<Settings, AwsClients> clients;
  private final boolean hasKey;
  private final Clock clock;
  private @Nullable AwsClients aws;

  DoctorOnline(
      Path home,
      Settings settings,
      Function<Settings, AwsClients> clients,
      boolean hasKey,
      Clock clock) {
    this.home = home;
    this.settings = settings;
    this.clients = clients;
    this.hasKey = hasKey;
    this.clock = clock;
  }

  static List<String> names() {
    return List.of(IDENTITY, CLOCK, "queues", BUCKETS, "keys", "log", "baseline", "port");
  }

  /** Returns the checks, each after those that it needs. */
  List<DoctorCheck> checks() {
    return List.of(
        new DoctorCheck(IDENTITY, List.of(SETTINGS), this::identity),
        new DoctorCheck(CLOCK, List.of(IDENTITY), this::clock),
        new DoctorCheck("queues", List.of(IDENTITY), this::queues),
        new DoctorCheck(BUCKETS, List.of(CLOCK), this::buckets),
        new DoctorCheck("keys", List.of(SETTINGS), this::keys),
        new DoctorCheck("log", List.of(BUCKETS), this::log),
        new DoctorCheck("baseline", List.of(CLOCK), this::baseline),
        new DoctorCheck("port", List.of(SETTINGS), this::port));
  }

  private AwsClients aws() {
    if (aws == null) {
      aws = clients.apply(settings);
    }
    return aws;
  }

  private InspectedStart start() {
    return new InspectedStart(aws(), settings);
  }

  private Result identity() {
    Optional<CallerIdentity> identity = aws().identity();
    return identity.map(it -> ok("account " + it.account())).orElseGet(this::localIdentity);
  }

  /** Commands accept any credentials for an endpoint on this machine; the service does not. */
  private Result localIdentity() {
    List<LintFinding> findings = new ArrayList<>();
    try (AwsClients service = AwsClients.fromEnvironment(settings)) {
      Optional<CallerIdentity> unused = service.identity();
    } catch (UnusableCredentialsException e) {
      findings.add(
          LintFinding.warning(
              IDENTITY, null, 0, null, "waybill run rejects: " + e.getMessage(), ""));
    }
    return new Result(findings, "an endpoint on this machine", true);
  }

  private Result clock() {
    return new ClockSkew(aws().s3(), settings.raw().bucket(), clock).check();
  }

  private Result queues() {
    return each("queues", "", start()::queues, start()::fixityQueue);
  }

  private Result buckets() {
    return each(
        BUCKETS,
        String.join(", ", settings.scopes().buckets()) + ", " + settings.provenance().bucket(),
        start()::rawBucket,
        start()::provenanceBucket,
        start()::kmsKey);
  }

  private Result keys() {
    if (!hasKey) {
      return ok("there is no signing key to check");
    }
    return each("keys", "", start()::signingKey);
  }

  private Result port() {
    return each(
        "port",
        settings.managementHost() + ":" + settings.managementPort(),
        () -> Preconditions.managementPort(settings));
  }

  /** Goes on after a failure, so that all problems of a kind are reported. */
  private static Result each(String name, String detail, Runnable... checks) {
    List<LintFinding> findings = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (StartupException e) {
        if (e.isUnreachable()) {
          throw e;
        }
        findings.add(LintFinding.ofMessage(name, e.getMessage()));
      }
    }
    return new Result(findings, detail, findings.isEmpty());
  }

  private Result log() {
    if (!settings.recordLog().enabled()) {
      return ok("the log of records is switched off");
    }
    try (S3LogStore store = new S3LogStore(aws().s3(), settings.provenance())) {
      LogTrust trust = LogTrust.of(settings.recordLog(), store);
      Optional<String> published =
          store.find(LogPaths.VKEYS).map(it -> new String(it.content(), StandardCharsets.UTF_8));
      String own =
          trust.keys().stream().map(VerifierKey::toString).collect(Collectors.joining("\n"));
      if (published.isPresent() && !published.get().strip().equals(own.strip())) {
        return new Result(
            List.of(
                LintFinding.error(
                    "log",
                    null,
                    0,
                    "waybill.record-log.keys",
                    "the bucket publishes other keys of the log than these",
                    "use the keys with which the log was begun; a log has one identity for ever")),
            "",
            false);
      }
      if (published.isEmpty()) {
        return ok("the log has not begun");
      }
      long size = FixityReaders.entries(store, settings, trust.keys(), clock).size();
      return ok("entries=" + size);
    }
  }

  private Result baseline() {
    BaselineReport report = BaselineRun.of(aws(), settings, home).check(result -> {});
    List<LintFinding> findings =
        report.results().stream().map(DoctorOnline::finding).flatMap(Optional::stream).toList();
    return new Result(findings, report.results().size() + " controls", true);
  }

  private static Optional<LintFinding> finding(ControlResult result) {
    return switch (result.status()) {
      case HOLDS, FIXED, NOT_SERVED, BLOCKED -> Optional.empty();
      case DRIFTED, REFUSED ->
          Optional.of(
              LintFinding.error(
                  "baseline",
                  null,
                  0,
                  result.control().id(),
                  "is " + result.is() + ", and should be " + result.should(),
                  result.control().fix() + " (waybill baseline apply)"));
      case UNREADABLE ->
          Optional.of(
              LintFinding.warning(
                  "baseline",
                  null,
                  0,
                  result.control().id(),
                  "could not be read: " + result.note(),
                  "give the role the right to read it"));
    };
  }

  private static Result ok(String detail) {
    return new Result(List.of(), detail, true);
  }

  @Override
  public void close() {
    if (aws != null) {
      aws.close();
    }
  }
}
