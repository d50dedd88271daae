package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.ScopeBucket;
import dev.waybill.record.object.Sha256;
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

/** Controls that only the buckets of scopes have: prefixes and notifications. */
public final class RawControls {

  private final S3Client s3;
  private final Deployment d;
  private final ScopeBucket bucket;

  public RawControls(S3Client s3, Deployment d, ScopeBucket bucket) {
    this.s3 = s3;
    this.d = d;
    this.bucket = bucket;
  }

  /** Returns the controls; prefixes are first so that their creation is not notified. */
  public List<ControlDefinition> definitions() {
    ControlDefinition prefixes =
        new ControlDefinition(
            new Control(
                bucket.id() + ".prefixes",
                "People who upload by hand need visible folders.",
                "AWS S3 user guide, folders",
                "aws s3api put-object --bucket " + bucket.name() + " --key PREFIX/"),
            List.of(bucket.id() + ".bucket"),
            this::readPrefixes,
            this::createPrefixes);
    return bucket.isSource() ? List.of(prefixes, notified()) : List.of(prefixes);
  }

  private ControlDefinition notified() {
    return new ControlDefinition(
        new Control(
            bucket.id() + ".notifications",
            "An object without a notification does not come under custody.",
            "Security Hub S3.11",
            "notify "
                + d.queueName()
                + " of s3:ObjectCreated:* in "
                + String.join(" and ", bucket.notifiedPrefixes())),
        List.of(bucket.id() + ".bucket", "queue.policy"),
        this::readNotifications,
        this::applyNotifications);
  }

  private List<String> prefixes() {
    return bucket.prefixes();
  }

  private List<String> missingPrefixes() {
    return prefixes().stream().filter(it -> !isPresent(it)).toList();
  }

  private boolean isPresent(String prefix) {
    return !s3.listObjectsV2(
            it ->
                it.bucket(bucket.name()).expectedBucketOwner(d.account()).prefix(prefix).maxKeys(1))
        .contents()
        .isEmpty();
  }

  private ControlState readPrefixes() {
    String should = String.join(" ", prefixes());
    List<String> missing = missingPrefixes();
    return missing.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(false, "missing: " + String.join(" ", missing), should);
  }

  private void createPrefixes() {
    for (String prefix : missingPrefixes()) {
      try {
        s3.putObject(
            it ->
                it.bucket(bucket.name())
                    .expectedBucketOwner(d.account())
                    .key(prefix)
                    .ifNoneMatch("*"),
            RequestBody.empty());
      } catch (S3Exception e) {
        // A concurrent request created the prefix.
        if (e.statusCode() != 412) {
          throw e;
        }
      }
    }
  }

  private GetBucketNotificationConfigurationResponse notifications() {
    return s3.getBucketNotificationConfiguration(
        it -> it.bucket(bucket.name()).expectedBucketOwner(d.account()));
  }

  private ControlState readNotifications() {
    List<QueueConfiguration> present = notifications().queueConfigurations();
    String should =
        d.queueName()
            + " receives objects created in "
            + String.join(" ", bucket.notifiedPrefixes());
    List<String> missing =
        bucket.notifiedPrefixes().stream()
            .filter(prefix -> present.stream().noneMatch(it -> notifies(it, prefix)))
            .toList();
    return missing.isEmpty()
        ? new ControlState(true, should, should)
        : new ControlState(
            false,
            "no notification for " + String.join(" ", missing),
            should,
            replaced(present, missing));
  }

  /** Returns the queues that the new rules would replace, as S3 allows one per prefix. */
  private String replaced(List<QueueConfiguration> present, List<String> missing) {
    List<String> ids = missing.stream().map(it -> rule(it).id()).toList();
    List<String> queues =
        present.stream()
            .filter(it -> ids.contains(it.id()))
            .map(QueueConfiguration::queueArn)
            .filter(it -> !it.equals(d.queueArn(d.queueName())))
            .distinct()
            .toList();
    return queues.isEmpty() ? "" : "notifications to " + String.join(", ", queues);
  }

  /** Returns true when the rule covers the prefix, under any id and also with a wider prefix. */
  private boolean notifies(QueueConfiguration rule, String prefix) {
    return rule.queueArn().equals(d.queueArn(d.queueName()))
        && rule.eventsAsStrings().contains(BaselineConstants.CREATED_EVENTS)
        && (rule.filter() == null
            || rule.filter().key() == null
            || rule.filter().key().filterRules().stream()
                .allMatch(
                    it -> it.name() == FilterRuleName.PREFIX && prefix.startsWith(it.value())));
  }

  /** Puts missing rules and the configuration of others, because a put replaces everything. */
  private void applyNotifications() {
    GetBucketNotificationConfigurationResponse present = notifications();
    List<QueueConfiguration> added =
        bucket.notifiedPrefixes().stream()
            .filter(
                prefix ->
                    present.queueConfigurations().stream().noneMatch(it -> notifies(it, prefix)))
            .map(this::rule)
            .toList();
    List<String> ids = added.stream().map(QueueConfiguration::id).toList();
    Stream<QueueConfiguration> others =
        present.queueConfigurations().stream().filter(it -> !ids.contains(it.id()));
    List<QueueConfiguration> all = Stream.concat(others, added.stream()).toList();
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket(bucket.name())
                .expectedBucketOwner(d.account())
                .notificationConfiguration(
                    to ->
                        to.queueConfigurations(all)
                            .topicConfigurations(present.topicConfigurations())
                            .lambdaFunctionConfigurations(present.lambdaFunctionConfigurations())
                            .eventBridgeConfiguration(present.eventBridgeConfiguration())));
  }

  private QueueConfiguration rule(String prefix) {
    return QueueConfiguration.builder()
        .id(id(prefix))
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

  /** Two prefixes may differ in other characters only, and a bucket has each id once. */
  private String id(String prefix) {
    String id = plainId(prefix);
    long same = bucket.notifiedPrefixes().stream().filter(it -> plainId(it).equals(id)).count();
    return same == 1 ? id : id + "-" + Sha256.hash(prefix).hex().substring(0, 8);
  }

  private static String plainId(String prefix) {
    return "waybill-" + prefix.replaceAll("[^A-Za-z0-9]+$", "").replaceAll("[^A-Za-z0-9]+", "-");
  }
}
