package dev.waybill.localcloud.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of notification rules and their validation. */
final class NotificationConfigurationTest {
  private static final String INCOMING_CSV =
      """
      <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <QueueConfiguration>
          <Id>incoming</Id>
          <Queue>arn:aws:sqs:us-east-1:000000000000:landed</Queue>
          <Event>s3:ObjectCreated:*</Event>
          <Event>s3:ObjectRemoved:Delete</Event>
          <Filter><S3Key>
            <FilterRule><Name>Prefix</Name><Value>incoming/</Value></FilterRule>
            <FilterRule><Name>suffix</Name><Value>.csv</Value></FilterRule>
          </S3Key></Filter>
        </QueueConfiguration>
      </NotificationConfiguration>
      """;

  @ParameterizedTest
  @CsvSource({
    "ObjectCreated:Put, incoming/a.csv, true",
    "ObjectCreated:CompleteMultipartUpload, incoming/a.csv, true",
    "ObjectRemoved:Delete, incoming/a.csv, true",
    "ObjectRemoved:DeleteMarkerCreated, incoming/a.csv, false",
    "ObjectCreated:Put, INCOMING/a.csv, false",
    "ObjectCreated:Put, incoming/a.csv.gz, false",
    "ObjectCreated:Put, other/incoming/a.csv, false"
  })
  void ruleMatchesItsEventsAndKeys(String event, String key, boolean expected) {
    assertThat(NotificationConfiguration.parse(INCOMING_CSV))
        .singleElement()
        .matches(rule -> rule.matches(event, key) == expected)
        .matches(rule -> rule.queue().equals("landed") && rule.id().equals("incoming"));
  }

  @Test
  void ruleWithoutIdGetsOneAndWithoutFilterMatchesAnyKey() {
    List<NotificationRule> rules =
        NotificationConfiguration.parse(
            "<N><QueueConfiguration><Queue>a:b:q</Queue><Event>s3:ObjectCreated:Put</Event>"
                + "</QueueConfiguration></N>");
    assertThat(rules).singleElement().matches(rule -> !rule.id().isEmpty());
    assertThat(rules.get(0).matches("ObjectCreated:Put", "${any}")).isTrue();
  }

  @Test
  void emptyConfigurationHasNoRules() {
    assertThat(NotificationConfiguration.parse("<NotificationConfiguration/>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<unclosed>",
        "<!DOCTYPE n [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><n>&e;</n>",
        "<N><QueueConfiguration><Event>s3:ObjectCreated:Put</Event></QueueConfiguration></N>",
        "<N><QueueConfiguration><Queue>q</Queue></QueueConfiguration></N>",
        "<N><QueueConfiguration><Queue>q</Queue><Event>e</Event><FilterRule><Name>middle</Name>"
            + "<Value>x</Value></FilterRule></QueueConfiguration></N>"
      })
  void rejectsAnInvalidConfiguration(String xml) {
    assertThatThrownBy(() -> NotificationConfiguration.parse(xml))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<TopicConfiguration><Topic>t</Topic><Event>s3:ObjectCreated:*</Event></TopicConfiguration>",
        "<CloudFunctionConfiguration/>",
        "<EventBridgeConfiguration/>",
        "<QueueConfiguration><Queue>q</Queue><Event>s3:ObjectCreated</Event></QueueConfiguration>",
        "<QueueConfiguration><Queue>q</Queue><Event>ObjectCreated:*</Event></QueueConfiguration>",
        "<QueueConfiguration><Queue>q</Queue><Event>s3:*</Event></QueueConfiguration>"
      })
  void rejectsUnsupportedDestinationsAndEvents(String part) {
    assertThatThrownBy(() -> NotificationConfiguration.validated("<N>" + part + "</N>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, a/, .csv, s3:ObjectCreated:Put, a/b, csv, true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, '', .csv, true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, b/, '', false",
    "s3:ObjectCreated:*, a/, .csv, s3:ObjectCreated:*, a/, .txt, false",
    "s3:ObjectCreated:Put, '', '', s3:ObjectCreated:Copy, '', '', false",
    "s3:ObjectCreated:*, '', '', s3:ObjectRemoved:*, '', '', false"
  })
  void rejectsOverlappingRules(
      String event,
      String prefix,
      String suffix,
      String event2,
      String prefix2,
      String suffix2,
      boolean overlap) {
    NotificationRule one = new NotificationRule("one", "q", List.of(event), prefix, suffix);
    NotificationRule two = new NotificationRule("two", "q", List.of(event2), prefix2, suffix2);
    String both = new NotificationConfiguration(List.of(one, two)).xml();
    if (overlap) {
      assertThatThrownBy(() -> NotificationConfiguration.validated(both))
          .hasMessageContaining("overlap");
    } else {
      assertThat(NotificationConfiguration.validated(both).rules()).containsExactly(one, two);
    }
  }

  @Test
  void generatedIdIsStored() {
    NotificationConfiguration given =
        NotificationConfiguration.validated(INCOMING_CSV.replace("<Id>incoming</Id>", ""));
    assertThat(NotificationConfiguration.parse(given.xml())).isEqualTo(given.rules());
  }
}
