package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShippedRoutesLintTest {
  @Test
  void acceptsEveryShippedRoute() {
    List<LintFinding> findings = RoutesUnderLint.shipped().findings();

    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10-intake", "20-seal", "30-promote", "60-alert", "60-alert-route"})
  void reportsRequiredRouteThatIsMissing(String name) {
    assertThat(RoutesUnderLint.shipped().without(name).findings())
        .anySatisfy(it -> assertThat(it.check()).isEqualTo("required-route"))
        .allSatisfy(it -> assertThat(it.problem()).isNotBlank());
  }

  @Test
  void reportsRouteOfConfiguredSinkThatIsMissing() {
    assertThat(RoutesUnderLint.shipped().without("60-alert-file").findings())
        .extracting(LintFinding::check)
        .contains("required-route", "direct");
  }

  @Test
  void reportsFindingsOfAuditsThatNobodyTells() {
    assertThat(RoutesUnderLint.shipped().without("50-audit-tell").findings())
        .anySatisfy(it -> assertThat(it.problem()).contains("50-audit-tell"));
  }

  @Test
  void reportsQueueWithoutErrorPolicy() {
    assertThat(RoutesUnderLint.shipped().without("90-errors").findings())
        .filteredOn(it -> it.check().equals("error-policy"))
        .extracting(LintFinding::id)
        .containsExactlyInAnyOrder(
            "10-intake", "15-backfill", "20-seal", "30-promote", "55-fixity");
  }

  @Test
  void reportsErrorPolicyThatOnlySomeRoutesName() {
    assertFound(
        "90-errors",
        "- routeConfiguration:\n",
        "- routeConfiguration:\n    id: a\n",
        "error-policy");
  }

  @Test
  void reportsErrorHandlerOfCustody() {
    assertFound(
        "20-seal",
        "    from:\n",
        "    errorHandler:\n      noErrorHandler: {}\n    from:\n",
        "error-policy");
  }

  @Test
  void reportsStepThatHidesEveryFailure() {
    assertFound(
        "30-promote",
        "software.amazon.awssdk.services.s3.model.S3Exception",
        "java.lang.Exception",
        "error-policy");
  }

  @Test
  void reportsCustodyThatIsSwitchedOff() {
    assertFound(
        "10-intake", "    from:\n", "    autoStartup: \"false\"\n    from:\n", "required-route");
  }

  @Test
  void reportsRequestObjectThatIsSwitchedOff() {
    assertFound("30-promote", "pojoRequest: true", "pojoRequest: false", "s3-request");
  }

  @Test
  void reportsSealThatDoesNotAskS3InServerMode() {
    assertFound("20-seal", "method: head", "method: applies", "server-digest");
  }

  @Test
  void namesFileLineRouteAndStepOfWrongOrder() {
    assertThat(
            RoutesUnderLint.shipped()
                .edited("30-promote", "method: copyRequest", "method: deleteRequest")
                .findings())
        .filteredOn(it -> it.check().equals("order"))
        .first()
        .hasToString(
            "routes/30-promote.camel.yaml:41: error order: 30-promote/30-promote-request: the step"
                + " (promotion.deleteRequest) needs an object that is Copied, but here it is Sealed;"
                + " the steps are in a wrong order; restore the order of the shipped routes");
  }

  private static void assertFound(String name, String text, String replacement, String check) {
    assertThat(RoutesUnderLint.shipped().edited(name, text, replacement).findings())
        .extracting(LintFinding::check)
        .contains(check);
  }
}
