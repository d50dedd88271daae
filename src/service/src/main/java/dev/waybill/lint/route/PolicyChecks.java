package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Checks of the error policy, and of what protects the messages of the queue and the objects. */
final class PolicyChecks {
  private static final String POLICY = "error-policy";
  private static final String POLICY_FILE = "90-errors.camel.yaml";
  private static final String QUEUE = "aws2-sqs:";

  private static final Set<String> CUSTODY = Set.of("10-intake", "20-seal", "30-promote");

  private static final Set<String> REQUIRED =
      Set.of(
          "10-intake",
          "20-seal",
          "30-promote",
          "60-alert",
          "60-alert-tell",
          "60-alert-watch",
          "60-alert-route");

  private static final Set<String> EVERY_FAILURE =
      Set.of("java.lang.Exception", "java.lang.Throwable", "java.lang.RuntimeException");

  private final List<LintFinding> findings = new ArrayList<>();

  List<LintFinding> check(List<RouteEntry> entries) {
    for (RouteEntry entry : entries) {
      configuration(entry);
      onException(entry);
      route(entry);
      caught(entry);
      endpoint(entry);
    }
    return findings;
  }

  private void configuration(RouteEntry entry) {
    if (entry.key().equals("routeConfiguration")
        && entry.path().isEmpty()
        && entry.member("id") == null
        && !entry.file().endsWith(POLICY_FILE)) {
      report(
          entry,
          POLICY,
          "a routeConfiguration without an id applies to every route, before or in place of "
              + POLICY_FILE,
          "give it an id, and name the id in the routes that need it (routeConfigurationId)");
    }
  }

  private void onException(RouteEntry entry) {
    if (!entry.key().equals("onException") || !(entry.value() instanceof MappingNode handler)) {
      return;
    }
    if (entry.path().contains("route")) {
      report(
          entry,
          "on-exception",
          "onException inside a route takes its failures away from the error policy",
          "move it into a routeConfiguration with an id");
    }
    if (RouteEntry.find(handler, "id") == null) {
      report(
          entry,
          "on-exception",
          "onException without an id applies to the routes of other files as well",
          "add an id");
    }
    boolean isForAll = entry.path().contains("routeConfiguration") && entry.route() == null;
    boolean isSwallowed =
        isTrue(handler, "continued")
            || (isTrue(handler, "handled") && !calls(handler, "failures", "resolve"));
    if (isForAll && isSwallowed) {
      report(
          entry,
          POLICY,
          "the failure counts as success, so the message is deleted without an outcome",
          "call failures.resolve, or set handled to \"false\"");
    }
  }

  private static boolean isTrue(MappingNode handler, String name) {
    Node value = RouteEntry.find(handler, name);
    return value instanceof MappingNode mapping
        ? !"false".equals(RouteEntry.text(RouteEntry.find(mapping, "constant")))
        : value != null && !"false".equals(RouteEntry.text(value));
  }

  private static boolean calls(Node node, String bean, String method) {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().anyMatch(it -> calls(it, bean, method));
    }
    if (!(node instanceof MappingNode mapping)) {
      return false;
    }
    return (bean.equals(RouteEntry.text(RouteEntry.find(mapping, "ref")))
            && method.equals(RouteEntry.text(RouteEntry.find(mapping, "method"))))
        || mapping.getValue().stream()
            .map(NodeTuple::getValueNode)
            .anyMatch(it -> calls(it, bean, method));
  }

  private void route(RouteEntry entry) {
    if (entry.path().size() != 1 || !entry.parent().equals("route")) {
      return;
    }
    String id = String.valueOf(entry.route());
    if (entry.key().equals("errorHandler") && (CUSTODY.contains(id) || isFromQueue(entry))) {
      report(
          entry,
          POLICY,
          "an error handler of its own takes the failures of this route away from " + POLICY_FILE,
          "remove it");
    }
    boolean isOff = entry.key().equals("autoStartup") && "false".equals(entry.text());
    if (REQUIRED.contains(id) && (isOff || entry.key().equals("precondition"))) {
      report(entry, "required-route", "the route " + id + " would not run", "remove the line");
    }
  }

  private static boolean isFromQueue(RouteEntry entry) {
    return RouteEntry.find(entry.owner(), "from") instanceof MappingNode from
        && String.valueOf(RouteEntry.text(RouteEntry.find(from, "uri"))).startsWith(QUEUE);
  }

  private void caught(RouteEntry entry) {
    if (entry.key().equals("exception")
        && entry.parent().equals("doCatch")
        && CUSTODY.contains(String.valueOf(entry.route()))
        && entry.value() instanceof SequenceNode types
        && types.getValue().stream()
            .map(RouteEntry::text)
            .anyMatch(it -> it != null && EVERY_FAILURE.contains(it))) {
      report(
          entry,
          POLICY,
          "the step hides every failure from " + POLICY_FILE,
          "name the exceptions that the next steps can handle");
    }
  }

  private void endpoint(RouteEntry entry) {
    String uri = EndpointChecks.uri(entry);
    if (uri == null) {
      return;
    }
    if (uri.startsWith("aws2-s3:") && !"true".equals(option(entry, uri, "pojoRequest"))) {
      report(
          entry,
          "s3-request",
          "without a request object the S3 component ignores the version and evaluates the key as"
              + " an expression (CVE-2026-95664)",
          "set pojoRequest to true, and let a bean build the request");
    }
    if (uri.startsWith("aws2-sqs:{{waybill.queue.name}}")
        && !"#sqs".equals(option(entry, uri, "amazonSQSClient"))) {
      report(
          entry,
          "queue-client",
          "another client deletes messages before their log entries are durable",
          "set amazonSQSClient to \"#sqs\"");
    }
  }

  private static @Nullable String option(RouteEntry entry, String uri, String name) {
    if (entry.key().equals("uri")
        && RouteEntry.find(entry.owner(), "parameters") instanceof MappingNode parameters
        && RouteEntry.find(parameters, name) != null) {
      return RouteEntry.text(RouteEntry.find(parameters, name));
    }
    int at = (uri + "&").replace('?', '&').indexOf("&" + name + "=");
    return at < 0 ? null : uri.substring(at + name.length() + 2).replaceFirst("&.*", "");
  }

  private void report(RouteEntry entry, String check, String problem, String fix) {
    findings.add(LintFinding.error(check, entry.file(), entry.line(), entry.place(), problem, fix));
  }
}
