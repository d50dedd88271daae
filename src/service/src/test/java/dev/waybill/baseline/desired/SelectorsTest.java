package dev.waybill.baseline.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/** Events that a trail's selectors log for certain, and events that they may log. */
final class SelectorsTest {
  private static final String RAW = "arn:aws:s3:::raw/";
  private static final String LOG = "arn:aws:s3:::log/";

  @Test
  void desiredSelectorsLogTheObjectsAndNotTheLogBucket() {
    Selectors desired = new Selectors(Selectors.desired(List.of(RAW, "arn:aws:s3:::prov/")));

    assertThat(desired.logsManagement()).isTrue();
    assertThat(desired.logsObjects(RAW)).isTrue();
    assertThat(desired.logsObjects("arn:aws:s3:::prov/")).isTrue();
    assertThat(desired.logsObjects(LOG)).isFalse();
    assertThat(desired.mayLog(LOG)).isFalse();
  }

  @Test
  void bucketWithSameNamePrefixIsAnotherBucket() {
    Selectors desired = new Selectors(Selectors.desired(List.of("arn:aws:s3:::raw-old/")));

    assertThat(desired.logsObjects(RAW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ_ONLY", "WRITE_ONLY"})
  void onlyReadsOrOnlyWritesAreNotAllAccesses(String half) {
    Selectors basic = basic(ReadWriteType.valueOf(half), true, RAW);

    assertThat(basic.logsObjects(RAW)).isFalse();
    assertThat(basic.logsManagement()).isFalse();
  }

  @Test
  void convertsBasicSelectors() {
    Selectors basic = basic(ReadWriteType.ALL, true, RAW);

    assertThat(basic.logsObjects(RAW)).isTrue();
    assertThat(basic.logsManagement()).isTrue();
    assertThat(basic.mayLog(LOG)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3", "arn:aws:s3:::"})
  void selectorOfAllBucketsIncludesTheLogBucket(String all) {
    Selectors basic = basic(ReadWriteType.ALL, false, all);

    assertThat(basic.logsObjects(RAW)).isTrue();
    assertThat(basic.mayLog(LOG)).isTrue();
    assertThat(basic.logsManagement()).isFalse();
  }

  @Test
  void managementEventsWithoutKmsAreNotAll() {
    Selectors some =
        Selectors.of(
            GetEventSelectorsResponse.builder()
                .eventSelectors(
                    EventSelector.builder()
                        .readWriteType(ReadWriteType.ALL)
                        .includeManagementEvents(true)
                        .excludeManagementEventSources("kms.amazonaws.com")
                        .build())
                .build());

    assertThat(some.logsManagement()).isFalse();
  }

  @Test
  void selectorWithUnknownConditionLogsNothingForCertain() {
    Selectors some =
        new Selectors(
            List.of(
                data(
                    field("resources.ARN").startsWith(RAW).build(),
                    field("eventName").equalsValue("PutObject").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
    assertThat(some.mayLog(RAW)).isTrue();
  }

  @Test
  void prefixOfBucketIsNotTheBucket() {
    Selectors some =
        new Selectors(List.of(data(field("resources.ARN").startsWith(RAW + "incoming/").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
  }

  @Test
  void selectorWithExclusionDoesNotLogAll() {
    Selectors some =
        new Selectors(
            List.of(
                data(field("resources.ARN").startsWith(RAW).notStartsWith(RAW + "test/").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
  }

  @Test
  void excludesLogBucketFromSelectorOfAllBuckets() {
    Selectors narrowed = new Selectors(basic(ReadWriteType.ALL, true, "arn:aws:s3").excluding(LOG));

    assertThat(narrowed.mayLog(LOG)).isFalse();
    assertThat(narrowed.mayLog("arn:aws:s3:::elsewhere/")).isTrue();
    assertThat(narrowed.logsManagement()).isTrue();
  }

  @Test
  void excludesLogBucketFromSelectorWithoutArn() {
    Selectors narrowed = new Selectors(new Selectors(List.of(data())).excluding(LOG));

    assertThat(narrowed.mayLog(LOG)).isFalse();
    assertThat(narrowed.mayLog(RAW)).isTrue();
  }

  @Test
  void removesSelectorOfOnlyTheLogBucket() {
    AdvancedEventSelector logs = data(field("resources.ARN").startsWith(LOG + "AWSLogs/").build());

    assertThat(new Selectors(List.of(logs)).excluding(LOG)).isEmpty();
  }

  @Test
  void keepsUnrelatedSelector() {
    AdvancedEventSelector lambda =
        AdvancedEventSelector.builder()
            .name("functions")
            .fieldSelectors(
                field("eventCategory").equalsValue("Data").build(),
                field("resources.type").equalsValue("AWS::Lambda::Function").build())
            .build();

    assertThat(new Selectors(List.of(lambda)).excluding(LOG)).containsExactly(lambda);
  }

  private static AdvancedEventSelector data(AdvancedFieldSelector... more) {
    List<AdvancedFieldSelector> fields = new java.util.ArrayList<>();
    fields.add(field("eventCategory").equalsValue("Data").build());
    fields.add(field("resources.type").equalsValue("AWS::S3::Object").build());
    fields.addAll(List.of(more));
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static AdvancedFieldSelector.Builder field(String name) {
    return AdvancedFieldSelector.builder().field(name);
  }

  private static Selectors basic(ReadWriteType type, boolean management, String arn) {
    DataResource objects =
        DataResource.builder().type(Selectors.S3_OBJECT).values(List.of(arn)).build();
    return Selectors.of(
        GetEventSelectorsResponse.builder()
            .eventSelectors(
                EventSelector.builder()
                    .readWriteType(type)
                    .includeManagementEvents(management)
                    .dataResources(objects)
                    .build())
            .build());
  }
}
