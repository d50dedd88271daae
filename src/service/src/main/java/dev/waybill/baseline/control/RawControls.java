package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Controls of the raw bucket alone: prefixes and notifications. */
public final class RawControls {

  private final S3Client s3;
  private final Deployment d;

  public RawControls(S3Client s3, Deployment d) {
    this.s3 = s3;
    this.d = d;
  }

  /** The prefixes come first, so that nobody is notified of them. */
  public List<ControlDefinition> measures() {
    return List.of(
        new ControlDefinition(
            new Control(
                "raw.prefixes",
                "Whoever delivers by hand must find where to.",
                "AWS S3 user guide, folders",
                "aws s3api put-object --bucket " + d.rawBucket() + " --key PREFIX/"),
            List.of("raw.bucket"),
            this::readPrefixes,
            this::makePrefixes),
        new ControlDefinition(
            new Control(
                "raw.notifications",
                "An object that nobody is told of is in nobody's custody.",
                "Security Hub S3.11",
                "notify "
                    + d.queueName()
                    + " of s3:ObjectCreated:* in "
                    + String.join(" and ", d.notified())),
            List.of("raw.bucket", "queue.policy"),
            this::readNotifications,
            this::mendNotifications));
  }

  private List<String> prefixes() {
    var raw = d.settings().raw();
    return List.of(raw.incoming(), raw.processed(), raw.test());
  }

  private List<String> missingPrefixes() {
    return prefixes().stream().filter(it -> !isThere(it)).toList();
  }

  private boolean isThere(String prefix) {
    return !s3.listObjectsV2(
            it ->
                it.bucket(d.rawBucket()).expectedBucketOwner(d.account()).prefix(prefix).maxKeys(1))
        .contents()
        .isEmpty();
  }

  private ControlState readPrefixes() {
    String should = String.join(" ", prefixes());
    List<String> missing = missingPrefixes();
    return missing.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, "not there: " + String.join(" ", missing), should);
  }

  private void makePrefixes() {
    for (String prefix : missingPrefixes()) {
      try {
        s3.putObject(
            it ->
                it.bucket(d.rawBucket())
                    .expectedBucketOwner(d.account())
                    .key(prefix)
                    .ifNoneMatch("*"),
            RequestBody.empty());
      } catch (S3Exception e) {
        // Made by somebody else meanwhile, which is as good.
        if (e.statusCode() != 412) {
          throw e;
        }
      }
    }
  }

  private GetBucketNotificationConfigurationResponse notifications() {
    return s3.getBucketNotificationConfiguration(
        it -> it.bucket(d.rawBucket()).expectedBucketOwner(d.account()));
  }

  private ControlState readNotifications() {
    List<QueueConfiguration> there = notifications().queueConfigurations();
    String should = d.queueName() + " of what is created in " + String.join(" ", d.notified());
    List<String> unheard =
        d.notified().stream()
            .filter(prefix -> there.stream().noneMatch(it -> tells(it, prefix)))
            .toList();
    return unheard.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, "nobody of ours hears of " + String.join(" ", unheard), should);
  }

  /** Also under another's id, and of a wider prefix. */
  private boolean tells(QueueConfiguration rule, String prefix) {
    return rule.queueArn().equals(d.queueArn(d.queueName()))
        && rule.eventsAsStrings().contains(BaselineConstants.CREATED)
        && (rule.filter() == null
            || rule.filter().key() == null
            || rule.filter().key().filterRules().stream()
                .allMatch(
                    it -> it.name() == FilterRuleName.PREFIX && prefix.startsWith(it.value())));
  }

  /** A put replaces everything, so that what others configured goes along. */
  private void mendNotifications() {
    GetBucketNotificationConfigurationResponse there = notifications();
    List<QueueConfiguration> ours =
        d.notified().stream()
            .filter(
                prefix -> there.queueConfigurations().stream().noneMatch(it -> tells(it, prefix)))
            .map(this::rule)
            .toList();
    List<String> ids = ours.stream().map(QueueConfiguration::id).toList();
    Stream<QueueConfiguration> others =
        there.queueConfigurations().stream().filter(it -> !ids.contains(it.id()));
    List<QueueConfiguration> all = Stream.concat(others, ours.stream()).toList();
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket(d.rawBucket())
                .expectedBucketOwner(d.account())
                .notificationConfiguration(
                    to ->
                        to.queueConfigurations(all)
                            .topicConfigurations(there.topicConfigurations())
                            .lambdaFunctionConfigurations(there.lambdaFunctionConfigurations())
                            .eventBridgeConfiguration(there.eventBridgeConfiguration())));
  }

  private QueueConfiguration rule(String prefix) {
    return QueueConfiguration.builder()
        .id("waybill-" + prefix.replaceAll("[^A-Za-z0-9]+$", "").replaceAll("[^A-Za-z0-9]+", "-"))
        .queueArn(d.queueArn(d.queueName()))
        .events(Event.S3_OBJECT_CREATED)
        .filter(
            filter ->
                filter.key(
                    key ->
                        key.filterRules(
                            FilterRule.builder()
                                .name(FilterRuleName.PREFIX)
                                .value(prefix)
                                .build())))
        .build();
  }
}
