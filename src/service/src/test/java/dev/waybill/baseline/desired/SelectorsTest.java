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

/** Events that a trail's selectors surely cover, and events that they might touch. */
final class SelectorsTest {
  private static final String RAW = "arn:aws:s3:::raw/";
  private static final String LOG = "arn:aws:s3:::log/";

  @Test
  void oursCoverWhatIsWatchedAndDoNotTouchTheLogs() {
    Selectors ours = new Selectors(Selectors.ours(List.of(RAW, "arn:aws:s3:::prov/")));

    assertThat(ours.logsManagement()).isTrue();
    assertThat(ours.logsObjects(RAW)).isTrue();
    assertThat(ours.logsObjects("arn:aws:s3:::prov/")).isTrue();
    assertThat(ours.logsObjects(LOG)).isFalse();
    assertThat(ours.mayTouch(LOG)).isFalse();
  }

  @Test
  void aBucketWhoseNameBeginsAlikeIsAnotherBucket() {
    Selectors ours = new Selectors(Selectors.ours(List.of("arn:aws:s3:::raw-old/")));

    assertThat(ours.logsObjects(RAW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ_ONLY", "WRITE_ONLY"})
  void halfOfTheAccessesIsNotAll(String half) {
    Selectors basic = basic(ReadWriteType.valueOf(half), true, RAW);

    assertThat(basic.logsObjects(RAW)).isFalse();
    assertThat(basic.logsManagement()).isFalse();
  }

  @Test
  void basicSelectorsAreReadAsWhatTheyMean() {
    Selectors basic = basic(ReadWriteType.ALL, true, RAW);

    assertThat(basic.logsObjects(RAW)).isTrue();
    assertThat(basic.logsManagement()).isTrue();
    assertThat(basic.mayTouch(LOG)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3", "arn:aws:s3:::"})
  void allBucketsAreTheLogBucketToo(String all) {
    Selectors basic = basic(ReadWriteType.ALL, false, all);

    assertThat(basic.logsObjects(RAW)).isTrue();
    assertThat(basic.mayTouch(LOG)).isTrue();
    assertThat(basic.logsManagement()).isFalse();
  }

  @Test
  void managementEventsWithoutThoseOfKmsAreNotAll() {
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
  void aSelectorThatNarrowsCoversNothingForSure() {
    Selectors some =
        new Selectors(
            List.of(
                data(
                    field("resources.ARN").startsWith(RAW).build(),
                    field("eventName").equalsValue("PutObject").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
    assertThat(some.mayTouch(RAW)).isTrue();
  }

  @Test
  void partOfABucketIsNotTheBucket() {
    Selectors some =
        new Selectors(List.of(data(field("resources.ARN").startsWith(RAW + "incoming/").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
  }

  @Test
  void whatLeavesSomethingOutIsNotAll() {
    Selectors some =
        new Selectors(
            List.of(
                data(field("resources.ARN").startsWith(RAW).notStartsWith(RAW + "test/").build())));

    assertThat(some.logsObjects(RAW)).isFalse();
  }

  @Test
  void theLogBucketIsKeptOutOfASelectorOfAllBuckets() {
    Selectors narrowed = new Selectors(basic(ReadWriteType.ALL, true, "arn:aws:s3").without(LOG));

    assertThat(narrowed.mayTouch(LOG)).isFalse();
    assertThat(narrowed.mayTouch("arn:aws:s3:::elsewhere/")).isTrue();
    assertThat(narrowed.logsManagement()).isTrue();
  }

  @Test
  void aSelectorOfEveryObjectWithoutAnyArnIsNarrowedToo() {
    Selectors narrowed = new Selectors(new Selectors(List.of(data())).without(LOG));

    assertThat(narrowed.mayTouch(LOG)).isFalse();
    assertThat(narrowed.mayTouch(RAW)).isTrue();
  }

  @Test
  void aSelectorOfTheLogBucketAloneIsGone() {
    AdvancedEventSelector logs = data(field("resources.ARN").startsWith(LOG + "AWSLogs/").build());

    assertThat(new Selectors(List.of(logs)).without(LOG)).isEmpty();
  }

  @Test
  void whatHasNothingToDoWithTheLogBucketStaysAsItIs() {
    AdvancedEventSelector lambda =
        AdvancedEventSelector.builder()
            .name("functions")
            .fieldSelectors(
                field("eventCategory").equalsValue("Data").build(),
                field("resources.type").equalsValue("AWS::Lambda::Function").build())
            .build();

    assertThat(new Selectors(List.of(lambda)).without(LOG)).containsExactly(lambda);
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
