package dev.waybill.aws.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

final class TrailCoverageTest {
  @ParameterizedTest
  @CsvSource({
    "All, AWS::S3::Object, arn:aws:s3, true",
    "All, AWS::S3::Object, arn:aws:s3:::, true",
    "WriteOnly, AWS::S3::Object, arn:aws:s3:::raw/, true",
    "WriteOnly, AWS::S3::Object, arn:aws:s3:::raw/test/, true",
    "ReadOnly, AWS::S3::Object, arn:aws:s3:::raw/, false",
    "All, AWS::S3::Object, arn:aws:s3:::raw/incoming/, false",
    "All, AWS::S3::Object, arn:aws:s3:::raw2/, false",
    "All, AWS::Lambda::Function, arn:aws:s3:::raw/, false",
  })
  void appliesTypeAndValueOfABasicSelector(
      String readWriteType, String type, String value, boolean covers) {
    EventSelector selector =
        EventSelector.builder()
            .readWriteType(readWriteType)
            .dataResources(DataResource.builder().type(type).values(value).build())
            .build();

    assertThat(covers(List.of(selector), List.of())).isEqualTo(covers);
  }

  @Test
  void ignoresSelectorsOfManagementEvents() {
    EventSelector management = EventSelector.builder().readWriteType("All").build();
    AdvancedEventSelector advanced = selector(equal("eventCategory", "Management"));

    assertThat(covers(List.of(management), List.of(advanced))).isFalse();
  }

  @Test
  void coversTheObjectWithAnAdvancedSelectorOfAllObjects() {
    assertThat(advanced()).isTrue();
  }

  @Test
  void requiresEveryFieldOfAnAdvancedSelector() {
    assertThat(advanced(equal("readOnly", "false"))).isTrue();
    assertThat(advanced(equal("readOnly", "true"))).isFalse();
    assertThat(advanced(equal("eventName", "GetObject"))).isFalse();
    assertThat(advanced(arn().startsWith("arn:aws:s3:::raw/").build())).isTrue();
    assertThat(advanced(arn().startsWith("arn:aws:s3:::a/", "arn:aws:s3:::raw/").build())).isTrue();
    assertThat(advanced(arn().startsWith("arn:aws:s3:::other/").build())).isFalse();
    assertThat(advanced(arn().notStartsWith("arn:aws:s3:::log/").build())).isTrue();
    assertThat(advanced(arn().notStartsWith("arn:aws:s3:::raw/").build())).isFalse();
    assertThat(advanced(arn().endsWith(".txt").notEndsWith("a.txt").build())).isFalse();
  }

  private static boolean advanced(AdvancedFieldSelector... more) {
    AdvancedEventSelector selector =
        AdvancedEventSelector.builder()
            .fieldSelectors(
                Stream.concat(
                        Stream.of(
                            equal("eventCategory", "Data"),
                            equal("resources.type", "AWS::S3::Object")),
                        Stream.of(more))
                    .toList())
            .build();
    return covers(List.of(), List.of(selector));
  }

  private static AdvancedEventSelector selector(AdvancedFieldSelector... fields) {
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static AdvancedFieldSelector.Builder arn() {
    return AdvancedFieldSelector.builder().field("resources.ARN");
  }

  private static AdvancedFieldSelector equal(String field, String value) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(value).build();
  }

  private static boolean covers(List<EventSelector> basic, List<AdvancedEventSelector> advanced) {
    return new TrailCoverage(basic, advanced).covers("raw", "test/canary/a.txt");
  }
}
