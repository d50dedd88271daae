package dev.waybill.camel.order;

import dev.waybill.custody.order.RouteProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;

/**
 * Warnings about edited routes in which a sender of messages could control a component. The shipped
 * routes do neither of the two things that are looked for; docs/reference/dependencies.md has the
 * reasons.
 */
public final class RouteWarnings {
  private static final String QUEUE = "aws2-sqs:";
  private static final String ATTRIBUTES = "messageAttributeNames=";
  private static final String S3_HEADER = "CamelAwsS3";

  private RouteWarnings() {}

  /** Returns the findings; empty for the shipped routes. */
  public static List<RouteProblem> of(ModelCamelContext context) {
    List<RouteProblem> warnings = new ArrayList<>();
    for (RouteDefinition route : context.getRouteDefinitions()) {
      String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
      if (input.startsWith(QUEUE) && input.contains(ATTRIBUTES)) {
        warnings.add(
            new RouteProblem(
                "message-attributes",
                route.getId(),
                null,
                "route "
                    + route.getId()
                    + " receives message attributes, with which a sender can set Camel's control"
                    + " headers (CVE-2026-46456)",
                "remove messageAttributeNames, or begin the route with removeHeaders Camel*"));
      }
      headers(route)
          .filter(name -> String.valueOf(name.getName()).startsWith(S3_HEADER))
          .forEach(name -> warnings.add(header(route, name)));
    }
    return warnings;
  }

  private static RouteProblem header(RouteDefinition route, SetHeaderDefinition header) {
    return new RouteProblem(
        "control-header",
        route.getId(),
        header.getId(),
        "route "
            + route.getId()
            + " sets the header "
            + header.getName()
            + ", with which a message decides what the S3 component reads or writes",
        "pass a request object (pojoRequest), as the shipped routes do");
  }

  private static Stream<SetHeaderDefinition> headers(RouteDefinition route) {
    Collection<SetHeaderDefinition> single =
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), SetHeaderDefinition.class);
    Collection<SetHeadersDefinition> several =
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), SetHeadersDefinition.class);
    return Stream.concat(
        single.stream(), several.stream().flatMap(headers -> headers.getHeaders().stream()));
  }
}
