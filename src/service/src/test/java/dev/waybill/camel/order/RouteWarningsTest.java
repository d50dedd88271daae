package dev.waybill.camel.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.custody.order.RouteProblem;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

final class RouteWarningsTest {
  private static final String ROUTE =
      """
      - route:
          id: edited
          from:
            uri: %s
            parameters:
              %s
            steps:
              - filter:
                  simple: "${body} != null"
                  steps:
                    - %s
      """;
  private static final String LOG = "to: log:a";

  @Test
  void warnsOfMessageAttributes() throws Exception {
    assertThat(warnings(ROUTE.formatted("aws2-sqs:queue", "messageAttributeNames: All", LOG)))
        .singleElement()
        .asString()
        .startsWith("route edited receives message attributes")
        .contains("CVE-2026-46456");
  }

  @Test
  void warnsOfS3HeaderInsideAnotherStep() throws Exception {
    String header = "setHeader: {name: CamelAwsS3Key, simple: \"${body}\"}";

    assertThat(warnings(ROUTE.formatted("aws2-sqs:queue", "delay: 50", header)))
        .singleElement()
        .asString()
        .startsWith("route edited sets the header CamelAwsS3Key");
  }

  @Test
  void doesNotWarnOfSystemAttributesAndOtherHeaders() throws Exception {
    String header = "setHeader: {name: CamelFileName, constant: a}";

    assertThat(warnings(ROUTE.formatted("aws2-sqs:queue", "attributeNames: SentTimestamp", header)))
        .isEmpty();
  }

  @Test
  void doesNotWarnOfShippedRoutes() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      for (String name : List.of("10-intake", "20-seal", "30-promote", "90-errors")) {
        load(
            context,
            ResourceHelper.resolveResource(
                context, "file:" + Path.of("routes", name + ".camel.yaml").toAbsolutePath()));
      }
      assertThat(context.getRouteDefinitions()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(RouteWarnings.of(context)).isEmpty();
    }
  }

  private static List<String> warnings(String yaml) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      load(context, ResourceHelper.fromString("edited.camel.yaml", yaml));
      return RouteWarnings.of(context).stream().map(RouteProblem::toString).toList();
    }
  }

  private static void load(DefaultCamelContext context, Resource resource) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(resource);
  }
}
