package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.verify.VerificationResult;
import dev.waybill.verify.VerificationResult.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class VerdictReportTest {
  private static final String HOSTILE = "\u001b[2J\u009b2J\u202e\r\nverified";

  @Test
  void printsOneLinePerFindingThenTheVerdict() {
    assertThat(text(Finding.ok("record", "good"), Finding.open("digest", "not checked")))
        .containsExactly("record    ok    good", "digest    open  not checked", "verified");
    assertThat(text(Finding.ok("record", "good"), Finding.bad("signature", "does not verify")))
        .containsExactly("record    ok    good", "signature bad   does not verify", "NOT VERIFIED");
  }

  @Test
  void doesNotVerifyOpenFindingsOnly() {
    assertThat(text(Finding.open("digest", "not checked"))).endsWith("NOT VERIFIED");
    assertThat(new VerificationResult(List.of()).holds()).isFalse();
  }

  @Test
  void escapesUntrustedInputThatForgesAVerdict() {
    assertThat(text(Finding.bad("key", HOSTILE)))
        .containsExactly(
            "key       bad   \\u001b[2J\\u009b2J\\u202e\\u000d\\u000averified", "NOT VERIFIED");
  }

  @Property
  void printsEveryFindingOnOneLine(@ForAll String untrusted) {
    assertThat(text(Finding.bad("key", untrusted)))
        .hasSize(2)
        .noneMatch(
            line -> java.util.regex.Pattern.compile(PrintableTest.CONTROLS).matcher(line).find());
  }

  @Test
  void printsJsonWithoutControlCharacters() throws Exception {
    StringWriter out = new StringWriter();
    new VerdictReport(new PrintWriter(out))
        .json(new VerificationResult(List.of(Finding.bad("key", HOSTILE + "é"))));

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("verified").isBoolean()).isTrue();
    assertThat(json.path("verified").booleanValue()).isFalse();
    assertThat(json.at("/findings/0/subject").textValue()).isEqualTo("key");
    assertThat(json.at("/findings/0/answer").textValue()).isEqualTo("bad");
    assertThat(json.at("/findings/0/detail").textValue()).isEqualTo(HOSTILE + "é");
    assertThat(out.toString().replace("\n", "")).doesNotContainPattern(PrintableTest.CONTROLS);
  }

  private static List<String> text(Finding... findings) {
    StringWriter out = new StringWriter();
    new VerdictReport(new PrintWriter(out)).text(new VerificationResult(List.of(findings)));
    return out.toString().lines().toList();
  }
}
