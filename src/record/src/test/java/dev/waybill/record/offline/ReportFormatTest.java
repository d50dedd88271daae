package dev.waybill.record.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.offline.VerificationFinding.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ReportFormatTest {
  private static final String HOSTILE = "\u001b[2J\u009b2J\u202e\r\nverified";
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
  private static final VerificationFinding GOOD =
      new VerificationFinding("record", Answer.OK, "good");

  @Test
  void eachFindingHasALineBeforeTheVerdict() {
    VerificationFinding open = new VerificationFinding("version", Answer.OPEN, "not checked");
    VerificationFinding bad = new VerificationFinding("signature", Answer.BAD, "does not verify");

    assertThat(text(true, GOOD, open))
        .containsExactly(
            "record    ok    good", "version   open  not checked", "verified (open: version)");
    assertThat(text(true, GOOD)).containsExactly("record    ok    good", "verified");
    assertThat(text(true, GOOD, bad))
        .containsExactly("record    ok    good", "signature bad   does not verify", "NOT VERIFIED");
  }

  @Test
  void verdictSaysThatNoObjectWasCompared() {
    VerificationFinding open = new VerificationFinding("digest", Answer.OPEN, "no object");
    VerificationReport report = new VerificationReport(List.of(GOOD, open), false);

    assertThat(ReportFormat.text(report, Set.of()).lines())
        .endsWith(
            "OBJECT NOT COMPARED: give --object FILE, or accept it with --record-only"
                + " (open: digest)");
    assertThat(ReportFormat.text(report, Set.of(Conclusion.RECORD_ONLY)).lines())
        .endsWith("record valid, object not compared (open: digest)");
  }

  @Test
  void verdictSaysThatThePublishedKeyIsNotProven() {
    VerificationFinding open = VerificationFinding.open("trust", "published only");
    VerificationReport report = new VerificationReport(List.of(GOOD, open), true);

    assertThat(report.isVerified()).isFalse();
    assertThat(report.isAccepted(Set.of())).isFalse();
    assertThat(ReportFormat.text(report, Set.of())).contains("\nNOT VERIFIED: nothing proves");
    assertThat(report.isAccepted(Set.of(Conclusion.UNPROVEN_KEY))).isTrue();
    assertThat(ReportFormat.text(report, Set.of(Conclusion.UNPROVEN_KEY)).lines())
        .endsWith("matches a published key, which proves no signer (open: trust)");
  }

  @Test
  void failedCheckIsNeverAccepted() {
    VerificationFinding bad = VerificationFinding.bad("digest", "differs");
    VerificationReport report = new VerificationReport(List.of(GOOD, bad), false);

    assertThat(report.isAccepted(EnumSet.allOf(Conclusion.class))).isFalse();
    assertThat(ReportFormat.text(report, EnumSet.allOf(Conclusion.class)).lines())
        .endsWith("NOT VERIFIED");
  }

  @Test
  void untrustedInputForgesNoVerdict() {
    assertThat(text(true, new VerificationFinding("key", Answer.BAD, HOSTILE)))
        .containsExactly(
            "key       bad   \\u001b[2J\\u009b2J\\u202e\\u000d\\u000averified", "NOT VERIFIED");
  }

  @Property
  void findingIsOneLineWhateverItsDetail(@ForAll String untrusted) {
    assertThat(text(true, new VerificationFinding("key", Answer.BAD, untrusted)))
        .hasSize(2)
        .noneMatch(line -> CONTROLS.matcher(line).find());
  }

  @Test
  void jsonHasTheSameFindings() throws Exception {
    String printed =
        ReportFormat.json(
            new VerificationReport(
                List.of(new VerificationFinding("key", Answer.BAD, HOSTILE + "é")), false),
            Set.of());

    JsonNode json = new ObjectMapper().readTree(printed);
    assertThat(json.path("verified").isBoolean()).isTrue();
    assertThat(json.path("verified").booleanValue()).isFalse();
    assertThat(json.path("objectCompared").isBoolean()).isTrue();
    assertThat(json.at("/findings/0/subject").textValue()).isEqualTo("key");
    assertThat(json.at("/findings/0/answer").textValue()).isEqualTo("bad");
    assertThat(json.at("/findings/0/detail").textValue()).isEqualTo(HOSTILE + "é");
    assertThat(printed.replace("\n", "")).doesNotContainPattern(CONTROLS);
  }

  private static List<String> text(boolean compared, VerificationFinding... findings) {
    return ReportFormat.text(new VerificationReport(List.of(findings), compared), Set.of())
        .lines()
        .toList();
  }
}
