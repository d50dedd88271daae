package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks below routes/extensions, with and without defects. */
final class HookLintTest {
  @Test
  void reportsTwoRoutesOfOneHook() throws Exception {
    assertThat(
            with("tell-queue", "", "")
                .with(path("call-webhook"), example("call-webhook"))
                .findings())
        .extracting(LintFinding::check)
        .contains("hook");
  }

  @Test
  void reportsHookThatNothingCalls() throws Exception {
    assertThat(
            with("screen-object", "", "")
                .edited("30-promote", "method: sealed", "method: promoted")
                .findings())
        .filteredOn(it -> it.check().equals("hook"))
        .singleElement()
        .satisfies(it -> assertThat(it.problem()).contains("no step calls the hook direct:sealed"));
  }

  @Test
  void reportsStepOfCustodyInsideHook() throws Exception {
    assertThat(
            with(
                    "tag-object",
                    "ref: objectTags\n            method: set",
                    "ref: promotion\n            method: deleteRequest")
                .findings())
        .extracting(LintFinding::check)
        .contains("order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tell-queue",
        "call-webhook",
        "publish-topic",
        "put-event",
        "tag-object",
        "screen-object"
      })
  void acceptsExample(String name) throws Exception {
    String text = example(name).replaceAll("\\{\\{(told|webhook|scanner)", "{{waybill.own.$1");

    assertThat(RoutesUnderLint.shipped().with(path(name), text).findings()).isEmpty();
  }

  private static RoutesUnderLint with(String name, String text, String replacement)
      throws IOException {
    assertThat(example(name)).contains(text);
    return RoutesUnderLint.shipped().with(path(name), example(name).replace(text, replacement));
  }

  private static String example(String name) throws IOException {
    return Files.readString(Path.of("deploy/hooks", name + ".camel.yaml"));
  }

  private static String path(String name) {
    return "routes/extensions/" + name + ".camel.yaml";
  }
}
