package dev.waybill.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.Handling;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads of each service: limits and special characters; untrusted input arrives as text. */
final class PayloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AlertEvent UNTRUSTED = AlertEvents.untrusted();
  private static final Instant NOW = AlertEvents.SEEN.plusSeconds(3600);

  @Property
  void clippedTextFitsAndEndsBetweenCharacters(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 50) int limit) {
    String clipped = SafeText.clip(text, limit);

    assertThat(clipped.length()).isLessThanOrEqualTo(limit);
    assertThat(text.length() <= limit ? text : clipped).isEqualTo(clipped);
    if (!clipped.equals(text)) {
      assertThat(text).startsWith(clipped.substring(0, clipped.length() - 1));
      assertThat(clipped).endsWith("…");
    }
  }

  @Property
  void oneLineNeverHoldsALineBreak(@ForAll String text) {
    assertThat(SafeText.oneLine(text, 5000))
        .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202e]");
  }

  @Property
  void subjectIsOneAsciiLineOfAtMost100Characters(@ForAll String title) {
    String subject = AlertSummary.subject(titled(title));

    assertThat(subject).matches("Waybill [ -~]*");
    assertThat(subject.length()).isLessThanOrEqualTo(100);
  }

  @Test
  void untrustedInputCannotForgeALogLine() {
    assertThat(AlertSummary.line(UNTRUSTED))
        .contains("${body}", "\\u000d\\u000aSubject: spoofed", "\\u202e", "\\u001b[31m")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void pagerdutyReceivesBeginAndEndOfOneIncident(Kind kind) throws IOException {
    AlertEvent event = AlertEvents.event("uid", kind, Severity.CRITICAL, "m");
    JsonNode json = JSON.readTree(PagerDutyEvent.of(event, "the-key"));

    assertThat(json.at("/routing_key").asText()).isEqualTo("the-key");
    assertThat(json.at("/event_action").asText())
        .isEqualTo(kind == Kind.END ? "resolve" : "trigger");
    assertThat(json.at("/dedup_key").asText()).isEqualTo(IncidentName.of("uid")).hasSize(64);
    assertThat(json.at("/payload/severity").asText()).isEqualTo("critical");
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN, ACKNOWLEDGED, true",
    "UPDATE, ACKNOWLEDGED, true",
    "UPDATE, SILENCED, true",
    "UPDATE, NONE, false",
    "END, ACKNOWLEDGED, false"
  })
  void pagerdutyAcknowledgesWhenAPersonTakesTheIncidentOn(
      Kind kind, Handling.State state, boolean isAcknowledged) throws IOException {
    AlertEvent event = AlertEvents.decided(kind, state);

    Optional<String> body = PagerDutyEvent.acknowledgement(event, "the-key");

    assertThat(body.isPresent()).isEqualTo(isAcknowledged);
    if (isAcknowledged) {
      assertThat(JSON.readTree(body.get()))
          .isEqualTo(
              JSON.readTree(
                  "{\"routing_key\":\"the-key\",\"event_action\":\"acknowledge\",\"dedup_key\":\""
                      + IncidentName.of("uid")
                      + "\"}"));
    }
    assertThat(PagerDutyEvent.acknowledgement(AlertEvents.update("uid"), "k")).isEmpty();
  }

  @Test
  void everySinkShowsWhoDecidedWithTheReasonAsText() throws IOException {
    AlertEvent event = AlertEvents.decided(Kind.UPDATE, Handling.State.ACKNOWLEDGED);

    JsonNode slack = JSON.readTree(SlackMessage.of(event));
    assertThat(slack.at("/blocks/0/text/text").asText()).startsWith("*high acknowledged: ");
    assertThat(slack.at("/blocks/1/text/text").asText())
        .contains("handling: decided by arn:alice: \"quoted\"", "&lt;!channel&gt;")
        .contains("id: " + IncidentName.shortId("uid"))
        .doesNotContain("<!channel>");
    MailText mail = MailText.of(event);
    assertThat(mail.subject()).startsWith("Waybill high acknowledged: ");
    assertThat(mail.body().lines())
        .anyMatch(line -> line.startsWith("handling: decided by arn:alice: "))
        .noneMatch(line -> line.startsWith("Subject:"));
    assertThat(JSON.readTree(PagerDutyEvent.of(event, "k")).at("/payload/custom_details/handling"))
        .isEqualTo(JSON.readTree(AlertmanagerAlert.of(event, NOW)).at("/0/annotations/handling"));
    assertThat(AlertSummary.line(event)).contains("; decided by arn:alice").hasLineCount(1);
    assertThat(JSON.readTree(event.json()).at("/data/comment").asText())
        .startsWith("decided by arn:alice: ")
        .endsWith(AlertEvents.UNTRUSTED);
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void everySeverityMapsToOneOfPagerduty(Severity severity) throws IOException {
    AlertEvent event = AlertEvents.event("uid", Kind.BEGIN, severity, "m");

    assertThat(JSON.readTree(PagerDutyEvent.of(event, "k")).at("/payload/severity").asText())
        .isIn("critical", "error", "warning", "info");
  }

  @Test
  void pagerdutyReceivesUntrustedInputAsTextWithinItsLimits() throws IOException {
    JsonNode json = JSON.readTree(PagerDutyEvent.of(UNTRUSTED, "k"));

    assertThat(json.at("/payload/summary").asText().length()).isLessThanOrEqualTo(1024);
    assertThat(json.at("/payload/custom_details/message").asText())
        .isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(json.at("/payload/custom_details/user agent").asText()).hasSize(8192).endsWith("…");
  }

  @Test
  void slackMessageHoldsNeitherLinksNorMentions() throws IOException {
    JsonNode json = JSON.readTree(SlackMessage.of(UNTRUSTED));

    assertThat(json.at("/blocks")).hasSize(2);
    for (JsonNode block : json.at("/blocks")) {
      String text = block.at("/text/text").asText();
      assertThat(text.length()).isLessThanOrEqualTo(3000);
      assertThat(text).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)");
      assertThat(block.at("/text/verbatim").asBoolean()).isTrue();
    }
    assertThat(json.at("/blocks/0/text/text").asText())
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ${jndi:ldap://x}", "&lt;!channel&gt;");
    assertThat(json.at("/text").asText()).doesNotContain("<!channel>");
  }

  @Test
  void alertmanagerReceivesUntrustedInputInAnnotationsOnly() throws IOException {
    JsonNode alert = JSON.readTree(AlertmanagerAlert.of(UNTRUSTED, NOW)).get(0);

    assertThat(alert.at("/annotations/message").asText()).isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(alert.at("/labels").toString()).doesNotContain("script", "jndi");
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("Waybill S3-03");
    assertThat(alert.at("/labels/uid").asText()).isEqualTo(IncidentName.of(UNTRUSTED.uid()));
    alert
        .at("/annotations")
        .fieldNames()
        .forEachRemaining(name -> assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*"));
  }

  @Test
  void alertmanagerEndIsPastAndAfterTheBegin() throws IOException {
    AlertEvent end = AlertEvents.end("uid");

    assertThat(ends(end, NOW)).isEqualTo(AlertEvents.SEEN.plusSeconds(60));
    assertThat(ends(end, AlertEvents.SEEN.plusSeconds(10)))
        .isEqualTo(AlertEvents.SEEN.plusSeconds(10));
    assertThat(ends(end, AlertEvents.SEEN.minusSeconds(10)))
        .isEqualTo(AlertEvents.SEEN.minusSeconds(10));
    assertThat(
            JSON.readTree(AlertmanagerAlert.of(AlertEvents.begin("uid"), NOW)).get(0).has("endsAt"))
        .isFalse();
  }

  @Test
  void mailHasOneLineForEachField() {
    MailText mail = MailText.of(UNTRUSTED);

    assertThat(mail.body().lines())
        .contains("rule: S3-03", "count: 3")
        .noneMatch(line -> line.startsWith("Subject:") || line.equals("."))
        .anyMatch(line -> line.startsWith("message: \"quoted\" 'so' \\ <script>alert(1)</script>"));
  }

  private static Instant ends(AlertEvent event, Instant now) throws IOException {
    JsonNode alert = JSON.readTree(AlertmanagerAlert.of(event, now)).get(0);
    Instant begin = Instant.parse(alert.at("/startsAt").asText());
    Instant end = Instant.parse(alert.at("/endsAt").asText());
    assertThat(end).isAfterOrEqualTo(begin).isBeforeOrEqualTo(now);
    return end;
  }

  private static AlertEvent titled(String title) {
    AlertEvent it = AlertEvents.begin("uid");
    var f = it.finding();
    var finding =
        new dev.waybill.alert.Finding(
            f.uid(),
            f.rule(),
            title,
            f.severity(),
            f.message(),
            f.remediation(),
            f.resource(),
            f.time());
    return new AlertEvent(
        it.uid(), it.rule(), it.kind(), it.severity(), finding, "e", Handling.NONE, "{}");
  }
}
