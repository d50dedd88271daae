package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.ScopeBucket;
import dev.waybill.baseline.desired.SelectorUnion;
import dev.waybill.baseline.desired.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** Controls of the CloudTrail trail that logs accesses to objects. */
public final class TrailControls {
  private static final String TRAIL = "trail.trail";
  private static final String ON = "on";

  private final CloudTrailClient trails;
  private final Deployment d;

  public TrailControls(CloudTrailClient trails, Deployment d) {
    this.trails = trails;
    this.d = d;
  }

  public List<ControlDefinition> definitions() {
    String update = "aws cloudtrail update-trail --name " + d.trailName();
    return List.of(
        new ControlDefinition(
            new Control(
                TRAIL,
                "Without a trail, reads and changes of objects cannot be attributed to a"
                    + " principal.",
                "CIS 3.1, Security Hub CloudTrail.1",
                update + " --is-multi-region-trail --s3-bucket-name " + d.logBucket()),
            List.of("log.policy"),
            this::readTrail,
            this::applyTrail),
        definition(
            "encryption",
            "Logs name people and objects; reading them requires permission to use the key.",
            "CIS 3.5, Security Hub CloudTrail.2",
            update + " --kms-key-id " + d.settings().kmsKey(),
            () -> ControlState.of(key(existing()), d.settings().kmsKey()),
            () -> trails.updateTrail(it -> it.name(d.trailName()).kmsKeyId(d.keyArn()))),
        definition(
            "validation",
            "Without digest files, a changed or deleted log is not detected.",
            "CIS 3.2, Security Hub CloudTrail.4",
            update + " --enable-log-file-validation",
            () -> ControlState.of(onOff(existing().logFileValidationEnabled()), ON),
            () -> trails.updateTrail(it -> it.name(d.trailName()).enableLogFileValidation(true))),
        definition(
            "selectors",
            "Accesses that are not selected are not logged; logging the log bucket would"
                + " never end.",
            "CIS 3.8 and 3.9, Security Hub S3.22 and S3.23",
            "aws cloudtrail put-event-selectors with the template's AdvancedEventSelectors",
            this::readSelectors,
            this::applySelectors),
        definition(
            "logging",
            "A trail that is stopped records nothing.",
            "CIS 3.1, Security Hub CloudTrail.1",
            "aws cloudtrail start-logging --name " + d.trailName(),
            () ->
                ControlState.of(
                    onOff(trails.getTrailStatus(it -> it.name(d.trailName())).isLogging()), ON),
            () -> trails.startLogging(it -> it.name(d.trailName()))));
  }

  private static ControlDefinition definition(
      String name,
      String protects,
      String reference,
      String fix,
      Supplier<ControlState> read,
      Runnable apply) {
    return new ControlDefinition(
        new Control("trail." + name, protects, reference, fix), List.of(TRAIL), read, apply);
  }

  private static String onOff(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value) ? ON : "off";
  }

  private Optional<Trail> find() {
    return trails
        .describeTrails(it -> it.trailNameList(d.trailName()).includeShadowTrails(false))
        .trailList()
        .stream()
        .findFirst();
  }

  private Trail existing() {
    return find()
        .orElseThrow(
            () ->
                new UnmanagedResourceException("the trail " + d.trailName() + " no longer exists"));
  }

  private ControlState readTrail() {
    String should = "all regions, to " + d.logBucket();
    return find()
        .map(it -> readTrail(requireOwn(it), should))
        .orElseGet(() -> ControlState.absent(should));
  }

  private ControlState readTrail(Trail trail, String should) {
    String bucket = String.valueOf(trail.s3BucketName());
    return ControlState.of(coverage(trail) + ", to " + bucket, should)
        .taking(bucket.equals(d.logBucket()) ? "" : "the delivery of logs to " + bucket);
  }

  /**
   * Rejects a trail of another account; only the management account changes an organization's
   * trail.
   */
  private Trail requireOwn(Trail trail) {
    if (!trail.trailARN().contains(":" + d.account() + ":")) {
      throw new UnmanagedResourceException(
          trail.trailARN()
              + " belongs to another account; configure a trail of account "
              + d.account());
    }
    return trail;
  }

  private static String coverage(Trail trail) {
    return Boolean.TRUE.equals(trail.isMultiRegionTrail()) ? "all regions" : "one region";
  }

  private void applyTrail() {
    if (find().isEmpty()) {
      trails.createTrail(
          it ->
              it.name(d.trailName())
                  .s3BucketName(d.logBucket())
                  .kmsKeyId(d.keyArn())
                  .isMultiRegionTrail(true)
                  .includeGlobalServiceEvents(true)
                  .enableLogFileValidation(true));
    } else {
      trails.updateTrail(
          it ->
              it.name(d.trailName())
                  .s3BucketName(d.logBucket())
                  .isMultiRegionTrail(true)
                  .includeGlobalServiceEvents(true));
    }
  }

  private String key(Trail trail) {
    String id = trail.kmsKeyId();
    return id == null ? "none" : d.configuredKeyName(id);
  }

  private Selectors selectors() {
    return Selectors.of(trails.getEventSelectors(it -> it.trailName(d.trailName())));
  }

  private String prefix(String bucket) {
    return d.bucketArn(bucket) + "/";
  }

  private ControlState readSelectors() {
    String should =
        "management events; objects of "
            + d.scopeBuckets().stream().map(ScopeBucket::name).collect(Collectors.joining(", "))
            + " and "
            + d.provenanceBucket()
            + "; none of "
            + d.logBucket();
    Selectors present = selectors();
    List<String> problems = problems(present);
    return problems.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, String.join("; ", problems), should, narrowed(present));
  }

  /** Returns the selectors that the exclusion of the log bucket narrows; empty for none. */
  private String narrowed(Selectors present) {
    List<AdvancedEventSelector> kept = present.excluding(prefix(d.logBucket()));
    List<String> names =
        present.all().stream()
            .filter(it -> !kept.contains(it))
            .map(it -> it.name() == null ? "(no name)" : it.name())
            .toList();
    return names.isEmpty()
        ? ""
        : "accesses to " + d.logBucket() + ", which they log by " + String.join(", ", names);
  }

  private List<String> problems(Selectors selectors) {
    List<String> problems = new ArrayList<>();
    if (!selectors.logsManagement()) {
      problems.add("not all management events");
    }
    d.loggedObjects().stream()
        .filter(it -> !selectors.logsObjects(it))
        .forEach(it -> problems.add("not all accesses to " + it));
    if (selectors.mayLog(prefix(d.logBucket()))) {
      problems.add("accesses to " + d.logBucket());
    }
    return problems;
  }

  /** Puts the desired selectors and those of others, which exclude the log bucket from now on. */
  private void applySelectors() {
    Selectors others = new Selectors(selectors().excluding(prefix(d.logBucket())));
    List<AdvancedEventSelector> all = SelectorUnion.of(others, d.loggedObjects());
    trails.putEventSelectors(it -> it.trailName(d.trailName()).advancedEventSelectors(all));
  }
}
