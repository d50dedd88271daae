package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** The trail that records who touched what. */
public final class TrailControls {
  private static final String TRAIL = "trail.trail";
  private static final String YES = "on";

  private final CloudTrailClient trails;
  private final Deployment d;

  public TrailControls(CloudTrailClient trails, Deployment d) {
    this.trails = trails;
    this.d = d;
  }

  public List<ControlDefinition> measures() {
    String update = "aws cloudtrail update-trail --name " + d.trailName();
    return List.of(
        new ControlDefinition(
            new Control(
                TRAIL,
                "Without a trail nobody can tell who read or changed an object.",
                "CIS 3.1, Security Hub CloudTrail.1",
                update + " --is-multi-region-trail --s3-bucket-name " + d.logBucket()),
            List.of("log.policy"),
            this::readTrail,
            this::mendTrail),
        measure(
            "encryption",
            "Logs name people and objects; reading them takes a right to the key.",
            "CIS 3.5, Security Hub CloudTrail.2",
            update + " --kms-key-id " + d.settings().kmsKey(),
            () -> ControlState.of(key(found()), d.settings().kmsKey()),
            () -> trails.updateTrail(it -> it.name(d.trailName()).kmsKeyId(d.keyArn()))),
        measure(
            "validation",
            "Without digest files nobody notices that a log was changed or taken away.",
            "CIS 3.2, Security Hub CloudTrail.4",
            update + " --enable-log-file-validation",
            () -> ControlState.of(on(found().logFileValidationEnabled()), YES),
            () -> trails.updateTrail(it -> it.name(d.trailName()).enableLogFileValidation(true))),
        measure(
            "selectors",
            "An access that is not selected leaves no trace; the log bucket's own would feed itself.",
            "CIS 3.8 and 3.9, Security Hub S3.22 and S3.23",
            "aws cloudtrail put-event-selectors with the template's AdvancedEventSelectors",
            this::readSelectors,
            this::mendSelectors),
        measure(
            "logging",
            "A trail that is stopped records nothing.",
            "CIS 3.1, Security Hub CloudTrail.1",
            "aws cloudtrail start-logging --name " + d.trailName(),
            () ->
                ControlState.of(
                    on(trails.getTrailStatus(it -> it.name(d.trailName())).isLogging()), YES),
            () -> trails.startLogging(it -> it.name(d.trailName()))));
  }

  private static ControlDefinition measure(
      String name,
      String protects,
      String reference,
      String fix,
      Supplier<ControlState> read,
      Runnable mend) {
    return new ControlDefinition(
        new Control("trail." + name, protects, reference, fix), List.of(TRAIL), read, mend);
  }

  private static String on(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value) ? YES : "off";
  }

  private Optional<Trail> find() {
    return trails
        .describeTrails(it -> it.trailNameList(d.trailName()).includeShadowTrails(false))
        .trailList()
        .stream()
        .findFirst();
  }

  private Trail found() {
    return find()
        .orElseThrow(
            () -> new UnmanagedResourceException("the trail " + d.trailName() + " is gone"));
  }

  private ControlState readTrail() {
    String should = "all regions, to " + d.logBucket();
    return find()
        .map(it -> ControlState.of(reach(own(it)) + ", to " + it.s3BucketName(), should))
        .orElseGet(() -> ControlState.absent(should));
  }

  /** An organization's trail is its management account's to change. */
  private Trail own(Trail trail) {
    if (!trail.trailARN().contains(":" + d.account() + ":")) {
      throw new UnmanagedResourceException(
          trail.trailARN() + " belongs to another account; name a trail of " + d.account());
    }
    return trail;
  }

  private static String reach(Trail trail) {
    return Boolean.TRUE.equals(trail.isMultiRegionTrail()) ? "all regions" : "one region";
  }

  private void mendTrail() {
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
    return id == null ? "none" : d.keyAsNamed(id);
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
            + d.rawBucket()
            + " and "
            + d.provenanceBucket()
            + "; none of "
            + d.logBucket();
    List<String> wrong = wrong(selectors());
    return wrong.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, String.join("; ", wrong), should);
  }

  private List<String> wrong(Selectors selectors) {
    List<String> wrong = new ArrayList<>();
    if (!selectors.logsManagement()) {
      wrong.add("not all management events");
    }
    d.watched().stream()
        .filter(it -> !selectors.logsObjects(it))
        .forEach(it -> wrong.add("not all accesses to " + it));
    if (selectors.mayTouch(prefix(d.logBucket()))) {
      wrong.add("accesses to " + d.logBucket());
    }
    return wrong;
  }

  /** Keeps selectors of others, except those of the log bucket. */
  private void mendSelectors() {
    List<AdvancedEventSelector> ours = Selectors.ours(d.watched());
    List<String> names = ours.stream().map(AdvancedEventSelector::name).toList();
    List<AdvancedEventSelector> all = new ArrayList<>(ours);
    selectors().without(prefix(d.logBucket())).stream()
        .filter(it -> !names.contains(String.valueOf(it.name())))
        .filter(it -> !isPlainManagement(it))
        .forEach(all::add);
    trails.putEventSelectors(it -> it.trailName(d.trailName()).advancedEventSelectors(all));
  }

  private static boolean isPlainManagement(AdvancedEventSelector selector) {
    return new Selectors(List.of(selector)).logsManagement();
  }
}
