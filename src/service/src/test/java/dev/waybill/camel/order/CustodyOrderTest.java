package dev.waybill.camel.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.camel.AllRecordsAggregation;
import dev.waybill.camel.DigestStep;
import dev.waybill.camel.HookStep;
import dev.waybill.camel.IntakeStep;
import dev.waybill.camel.OutcomeRecorder;
import dev.waybill.camel.PromotionStep;
import dev.waybill.camel.SealStep;
import dev.waybill.camel.ServerDigestStep;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.custody.order.StepProblem;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of the shipped routes, each of which puts one step where it cannot succeed. */
final class CustodyOrderTest {
  private static final List<String> FILES =
      List.of("10-intake", "20-seal", "30-promote", "40-canary", "90-errors");

  private static final String HOOK =
      """
      - route:
          id: own
          from:
            uri: %s
            steps:
              - %s
      """;

  private static final Map<String, Object> BEANS =
      Map.of(
          "intake", new IntakeStep(null, null, null, null, null, null),
          "digest", new DigestStep(null, null, null),
          "serverDigest", new ServerDigestStep(null, null, null, null),
          "provenance", new SealStep(null, null, null),
          "promotion", new PromotionStep(null, null, null),
          "ledger", new OutcomeRecorder(null),
          "hooks", new HookStep(null, null),
          "everyRecord", new AllRecordsAggregation());

  @Test
  void acceptsShippedRoutes() throws Exception {
    assertThat(problems("10-intake", "", "")).isEmpty();
  }

  @Test
  void rejectsPromotionBeforeSealing() throws Exception {
    String swapped =
        text("10-intake")
            .replace("direct:seal", "direct:later")
            .replace("direct:promote", "direct:seal")
            .replace("direct:later", "direct:promote");

    assertThat(problems(Map.of("10-intake", swapped)))
        .first()
        .isEqualTo(
            "route 30-promote: the step 30-promote-hook (hooks.sealed) needs an object that"
                + " is Sealed, but here it is Received; the steps are in a wrong order");
  }

  @Test
  void rejectsRecordThatIsNeverSealed() throws Exception {
    assertThat(problems("10-intake", "uri: direct:seal", "uri: log:seal"))
        .anySatisfy(it -> assertThat(it).contains("10-intake-purpose (promotion.isCanary)"));
  }

  @Test
  void rejectsRecordThatIsNeverPromoted() throws Exception {
    assertThat(problems("10-intake", "uri: direct:promote", "uri: log:promote"))
        .singleElement()
        .asString()
        .contains("10-intake-ended (ledger.requireEnd) needs an Outcome");
  }

  @Test
  void rejectsDeletionBeforeCopy() throws Exception {
    assertThat(problems("30-promote", "method: copyRequest", "method: deleteRequest"))
        .anySatisfy(
            it ->
                assertThat(it)
                    .contains("30-promote-request (promotion.deleteRequest)")
                    .contains("needs an object that is Copied, but here it is Sealed"))
        .anySatisfy(
            it -> assertThat(it).contains("needs a CopyObjectRequest").contains("30-promote-copy"));
  }

  @Test
  void rejectsCopyWithoutItsRequest() throws Exception {
    assertThat(problems("20-seal", "method: copyRequest", "method: acceptDigest"))
        .anySatisfy(it -> assertThat(it).contains("20-seal-ahead-copy"));
  }

  @Test
  void rejectsStatementThatIsNotSigned() throws Exception {
    assertThat(problems("20-seal", "uri: crypto:sign:record", "uri: log:record"))
        .singleElement()
        .asString()
        .contains("20-seal-commit (provenance.seal) needs a Signed");
  }

  @Test
  void rejectsHashOfUnreadBytes() throws Exception {
    assertThat(problems("20-seal", "operation: getObject", "operation: deleteObject"))
        .anySatisfy(it -> assertThat(it).contains("20-seal-hash (digest.hash)"));
  }

  @Test
  void rejectsPromotionBehindAFilter() throws Exception {
    String filtered =
        """
        uri: log:kept
                              - filter:
                                  simple: "${header.size} > 10"
                                  steps:
                                    - to:
                                        uri: direct:promote
        """;

    assertThat(problems("10-intake", "uri: direct:promote\n", filtered))
        .singleElement()
        .asString()
        .contains("10-intake-ended");
  }

  @Test
  void acceptsOwnStepsBetweenThoseOfCustody() throws Exception {
    String step = "                      - to:\n                          id: 10-intake-seal\n";
    String own = step.replace("to:", "setProperty:").replace("intake-seal", "own");
    String values = "                          name: own\n                          constant: a\n";

    assertThat(problems("10-intake", step, own + values + step)).isEmpty();
  }

  @Test
  void acceptsStepThatCannotBeFollowed() throws Exception {
    assertThat(
            problems(
                "10-intake",
                "- to:\n                          id: 10-intake-seal",
                "- toD:\n                          id: 10-intake-seal"))
        .isEmpty();
  }

  @Test
  void rejectsCopyThatPrecedesHook() throws Exception {
    assertThat(
            problems(
                "10-intake",
                "ref: hooks\n            method: promoted",
                "ref: hooks\n            method: sealed"))
        .singleElement()
        .asString()
        .contains("10-intake-hook (hooks.sealed)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct:sealed", "direct:promoted", "direct://promoted?block=false"})
  void acceptsHookOfTheOperator(String uri) throws Exception {
    assertThat(problems(Map.of("35-own", HOOK.formatted(uri, "to: log:a")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct:sealed", "direct:promoted"})
  void rejectsStepOfCustodyInsideHook(String uri) throws Exception {
    String step = "bean: {id: own, ref: promotion, method: deleteRequest}";

    assertThat(problems(Map.of("35-own", HOOK.formatted(uri, step))))
        .singleElement()
        .asString()
        .contains("own (promotion.deleteRequest) needs an object that is Copied")
        .contains("not yet received");
  }

  @Test
  void rejectsHookThatEndsCustody() throws Exception {
    String step = "bean: {id: own, ref: ledger, method: promoted}";

    assertThat(problems(Map.of("35-own", HOOK.formatted("direct:sealed", step)))).hasSize(1);
  }

  static Stream<Method> steps() {
    return BEANS.values().stream()
        .filter(bean -> !(bean instanceof AllRecordsAggregation))
        .flatMap(bean -> Stream.of(bean.getClass().getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyStepOfCustodyHasAContract(Method step) {
    assertThat(step.isAnnotationPresent(CustodyStep.class))
        .as("a route can call %s, so the order check needs its contract", step)
        .isTrue();
  }

  private static List<String> problems(String file, String text, String replacement)
      throws Exception {
    assertThat(text(file)).contains(text);
    return problems(Map.of(file, text(file).replace(text, replacement)));
  }

  private static List<String> problems(Map<String, String> edited) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      BEANS.forEach((name, bean) -> context.getRegistry().bind(name, bean));
      Set<String> files = new LinkedHashSet<>(FILES);
      files.addAll(edited.keySet());
      for (String file : files) {
        String yaml = edited.containsKey(file) ? edited.get(file) : text(file);
        Resource resource = ResourceHelper.fromString(file + ".camel.yaml", yaml);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
      }
      return CustodyOrder.problems(context).stream().map(StepProblem::toString).toList();
    }
  }

  private static String text(String file) throws Exception {
    return Files.readString(Path.of("routes", file + ".camel.yaml"));
  }
}
