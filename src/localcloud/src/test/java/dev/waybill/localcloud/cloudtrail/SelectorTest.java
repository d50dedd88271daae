package dev.waybill.localcloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import dev.waybill.localcloud.service.JsonError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the events that selectors match and of invalid selectors. */
final class SelectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA =
      "{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},"
          + "{\"Field\":\"resources.type\",\"Equals\":[\"AWS::S3::Object\"]}";
  private static final String MANAGEMENT =
      "{\"Field\":\"eventCategory\",\"Equals\":[\"Management\"]}";

  @ParameterizedTest
  @CsvSource({
    "resources.ARN, StartsWith, arn:aws:s3:::raw/, true",
    "resources.ARN, StartsWith, arn:aws:s3:::rawer/, false",
    "resources.ARN, Equals, arn:aws:s3:::raw/incoming/a, true",
    "resources.ARN, Equals, arn:aws:s3:::raw/incoming/, false",
    "resources.ARN, NotStartsWith, arn:aws:s3:::raw/, false",
    "resources.ARN, NotStartsWith, arn:aws:s3:::logs/, true",
    "resources.ARN, NotEquals, arn:aws:s3:::raw/incoming/a, false",
    "resources.ARN, EndsWith, /a, true",
    "resources.ARN, EndsWith, /b, false",
    "resources.ARN, NotEndsWith, /a, false",
    "eventName, Equals, PutObject, true",
    "eventName, Equals, putobject, false",
    "eventName, NotStartsWith, Put, false",
    "eventSource, Equals, s3.amazonaws.com, true",
    "readOnly, Equals, false, true",
    "readOnly, Equals, true, false",
    "userIdentity.arn, EndsWith, :user/jo, true",
    "userIdentity.arn, NotEndsWith, :user/jo, false"
  })
  void matchesDataEventsByField(String field, String operator, String value, boolean selected) {
    String more = ",{\"Field\":\"%s\",\"%s\":[\"%s\"]}".formatted(field, operator, value);
    assertThat(advanced(DATA + more).selects(put())).isEqualTo(selected);
  }

  @Test
  void matchesAnyValueOfPositiveAndAllValuesOfNegatedOperator() {
    assertThat(
            advanced(DATA + ",{\"Field\":\"eventName\",\"Equals\":[\"GetObject\",\"PutObject\"]}")
                .selects(put()))
        .isTrue();
    assertThat(
            advanced(
                    DATA + ",{\"Field\":\"eventName\",\"NotEquals\":[\"GetObject\",\"PutObject\"]}")
                .selects(put()))
        .isFalse();
    assertThat(
            advanced(
                    DATA
                        + ",{\"Field\":\"resources.ARN\",\"StartsWith\":[\"arn:aws:s3:::raw/\"],"
                        + "\"NotEndsWith\":[\"/a\"]}")
                .selects(put()))
        .isFalse();
  }

  @Test
  void requiresTypeAndArnOfSameResource() {
    EventFields event =
        new EventFields(
            "Data",
            "s3.amazonaws.com",
            "PutObject",
            false,
            "",
            List.of(
                new Resource("AWS::S3::Object", "arn:aws:s3:::raw/a"),
                new Resource("AWS::S3::Bucket", "arn:aws:s3:::logs/")));
    String logs = ",{\"Field\":\"resources.ARN\",\"StartsWith\":[\"arn:aws:s3:::logs/\"]}";
    assertThat(advanced(DATA + logs).selects(event)).isFalse();
  }

  @Test
  void matchesOnlyEventsOfItsCategory() {
    assertThat(advanced(MANAGEMENT).selects(put())).isFalse();
    assertThat(advanced(MANAGEMENT).selects(createKey())).isTrue();
    assertThat(advanced(DATA).selects(createKey())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "All, arn:aws:s3, true",
    "All, arn:aws:s3:::, true",
    "All, arn:aws:s3:::raw/, true",
    "All, arn:aws:s3:::raw/incoming/, true",
    "All, arn:aws:s3:::raw/outgoing/, false",
    "All, arn:aws:s3:::ra/, false",
    "WriteOnly, arn:aws:s3:::raw/, true",
    "ReadOnly, arn:aws:s3:::raw/, false"
  })
  void basicSelectorMatchesArnPrefix(String readWrite, String arn, boolean selected) {
    assertThat(
            basic(
                    "{\"ReadWriteType\":\"%s\",\"DataResources\":[{\"Type\":\"AWS::S3::Object\",\"Values\":[\"%s\"]}]}"
                        .formatted(readWrite, arn))
                .selects(put()))
        .isEqualTo(selected);
  }

  @Test
  void basicSelectorMatchesManagementEventsUnlessExcluded() {
    assertThat(basic("{}").selects(createKey())).isTrue();
    assertThat(basic("{}").selects(put())).isFalse();
    assertThat(basic("{\"IncludeManagementEvents\":false}").selects(createKey())).isFalse();
    assertThat(
            basic("{\"ExcludeManagementEventSources\":[\"kms.amazonaws.com\"]}")
                .selects(createKey()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"Field\":\"eventName\",\"Equals\":[\"PutObject\"]}",
        "{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]}",
        "{\"Field\":\"eventCategory\",\"Equals\":[\"Insight\"]}",
        "{\"Field\":\"eventCategory\",\"NotEquals\":[\"Data\"]}",
        "{\"Field\":\"eventCategory\",\"Equals\":[\"Data\",\"Management\"]}",
        "{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},{\"Field\":\"resources.type\",\"StartsWith\":[\"AWS::S3\"]}",
        DATA + ",{\"Field\":\"readOnly\",\"NotEquals\":[\"true\"]}",
        DATA + ",{\"Field\":\"readOnly\",\"Equals\":[\"yes\"]}",
        DATA + ",{\"Field\":\"resources.ARN\",\"Contains\":[\"raw\"]}",
        DATA + ",{\"Field\":\"resources.ARN\",\"StartsWith\":[]}",
        DATA + ",{\"Field\":\"resources.ARN\"}",
        DATA + ",{\"Field\":\"userAgent\",\"Equals\":[\"x\"]}",
        DATA
            + ",{\"Field\":\"eventName\",\"Equals\":[\"x\"]},{\"Field\":\"eventName\",\"Equals\":[\"y\"]}",
        MANAGEMENT + ",{\"Field\":\"resources.ARN\",\"StartsWith\":[\"arn:\"]}"
      })
  void rejectsInvalidAdvancedSelector(String fields) {
    assertRejected(() -> advanced(fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ReadWriteType\":\"Write\"}",
        "{\"DataResources\":[{\"Type\":\"AWS::S3::Object\",\"Values\":[\"arn:aws:s3:::raw\"]}]}",
        "{\"DataResources\":[{\"Type\":\"AWS::S3::Object\",\"Values\":[\"raw/\"]}]}",
        "{\"DataResources\":[{\"Values\":[\"arn:aws:s3:::raw/\"]}]}"
      })
  void rejectsInvalidBasicSelector(String selector) {
    assertRejected(() -> basic(selector));
  }

  private static void assertRejected(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(JsonError.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo("InvalidEventSelectorsException"));
  }

  private static EventFields put() {
    return new EventFields(
        "Data",
        "s3.amazonaws.com",
        "PutObject",
        false,
        "arn:aws:iam::000000000000:user/jo",
        List.of(
            new Resource("AWS::S3::Object", "arn:aws:s3:::raw/incoming/a"),
            new Resource("AWS::S3::Bucket", "arn:aws:s3:::raw")));
  }

  private static EventFields createKey() {
    return new EventFields("Management", "kms.amazonaws.com", "CreateKey", false, "", List.of());
  }

  private static Selector advanced(String fields) {
    return AdvancedSelector.of(json("{\"FieldSelectors\":[" + fields + "]}"));
  }

  private static Selector basic(String selector) {
    return BasicSelector.of(json(selector));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
