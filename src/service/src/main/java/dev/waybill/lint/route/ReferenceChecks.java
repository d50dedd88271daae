package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.BeanCalls.Use;
import dev.waybill.settings.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Checks of names: placeholders, beans, and methods of beans. */
final class ReferenceChecks {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern FUNCTION = Pattern.compile("(env|sys|bean):.*");

  /** Members that name a bean without a number sign. */
  private static final Set<String> NAMING =
      Set.of(
          "executorService",
          "aggregationStrategy",
          "onPrepare",
          "idempotentRepository",
          "aggregationRepository",
          "onRedelivery",
          "onExceptionOccurred",
          "routePolicy");

  private final RouteFacts facts;
  private final BeanCalls calls;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Set<String> own = new HashSet<>();
  private final Set<String> parameters = new HashSet<>();

  ReferenceChecks(RouteFacts facts) {
    this.facts = facts;
    calls = new BeanCalls(facts.beans());
  }

  List<LintFinding> check(List<RouteEntry> entries) {
    entries.forEach(this::declared);
    for (RouteEntry entry : entries) {
      texts(entry.value()).forEach(text -> placeholders(entry, text));
      bean(entry);
      references(entry);
    }
    return findings;
  }

  /** Collects the beans that a file declares, and the parameters of templates. */
  private void declared(RouteEntry entry) {
    String text = entry.text();
    if (text != null && entry.key().equals("name")) {
      if (entry.parent().equals("beans")) {
        own.add(text);
      }
      if (entry.path().contains("routeTemplate") && entry.parent().equals("parameters")) {
        parameters.add(text);
      }
    }
  }

  private static List<String> texts(Node value) {
    List<String> texts = new ArrayList<>();
    String scalar = RouteEntry.text(value);
    if (scalar != null) {
      texts.add(scalar);
    } else if (value instanceof SequenceNode list) {
      list.getValue().stream()
          .map(RouteEntry::text)
          .filter(it -> it != null)
          .forEach(it -> texts.add(String.valueOf(it)));
    }
    return texts;
  }

  private void placeholders(RouteEntry entry, String text) {
    PLACEHOLDER
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .forEach(content -> placeholder(entry, content));
    int open = text.indexOf("{{");
    if (open >= 0 && text.indexOf("}}", open) < 0) {
      report(entry, "placeholder", "a placeholder is not closed: " + text, "add the two braces");
    }
  }

  private void placeholder(RouteEntry entry, String content) {
    int colon = content.indexOf(':');
    String key = (colon < 0 ? content : content.substring(0, colon)).strip();
    if (facts.secrets().contains(key)) {
      report(
          entry,
          "placeholder",
          "{{" + key + "}} is a secret, which routes do not get",
          "remove it; the beans have it");
    } else if (colon < 0 && !key.startsWith("?") && !isKnown(entry, key)) {
      report(
          entry,
          "placeholder",
          "{{" + key + "}} has no value and no default",
          "set " + key + ", or give a default as in {{" + key + ":1}}");
    }
  }

  private boolean isKnown(RouteEntry entry, String key) {
    boolean isParameter = entry.path().contains("routeTemplate") && parameters.contains(key);
    return isParameter || FUNCTION.matcher(key).matches() || facts.placeholders().test(key);
  }

  private void bean(RouteEntry entry) {
    boolean isCall = entry.key().equals("bean") || entry.key().equals("method");
    if (!isCall || entry.path().contains("parameters") || entry.path().contains("beans")) {
      return;
    }
    if (entry.value() instanceof MappingNode) {
      String type = entry.member("beanType");
      if (type != null) {
        report(
            entry,
            "bean",
            "the route creates an object of the class " + type,
            "call a bean of Waybill by its name");
      } else {
        call(entry, entry.member("ref"), entry.member("method"));
      }
    } else if (entry.key().equals("bean") || !(entry.owner().getValue().size() > 1)) {
      call(entry, entry.text(), null);
    }
  }

  private void call(RouteEntry entry, @Nullable String ref, @Nullable String method) {
    if (ref == null || own.contains(ref)) {
      if (ref == null) {
        report(entry, "bean", "the step names no bean", "name one with ref");
      }
      return;
    }
    if (facts.references().contains(ref)) {
      report(
          entry,
          "bean",
          ref + " is for endpoints; a route must not call it",
          "use the component, or a bean that builds its request");
      return;
    }
    if (!facts.beans().containsKey(ref)) {
      findings.add(
          LintFinding.error(
              "bean",
              entry.file(),
              line(entry, "ref"),
              entry.place(),
              "there is no bean " + ref,
              nearest(facts.beans().keySet(), ref)));
      return;
    }
    Optional<String> problem = calls.problem(ref, method, use(entry));
    if (problem.isPresent()) {
      String fix = calls.nearest(ref, method);
      findings.add(
          LintFinding.error(
              "method", entry.file(), line(entry, "method"), entry.place(), problem.get(), fix));
    }
  }

  private static Use use(RouteEntry entry) {
    if (entry.key().equals("bean")) {
      return Use.STEP;
    }
    int last = entry.path().size() - (entry.parent().equals("expression") ? 2 : 1);
    return switch (last < 0 ? "" : entry.path().get(last)) {
      case "when", "filter", "onWhen", "validate" -> Use.QUESTION;
      case "setBody", "split", "transform" -> Use.VALUE;
      default -> Use.ANY;
    };
  }

  /** Returns the line of a member of the value, or of the entry without that member. */
  private static int line(RouteEntry entry, String name) {
    Node member = entry.value() instanceof MappingNode all ? RouteEntry.find(all, name) : null;
    return member == null ? entry.line() : RouteTree.line(member);
  }

  private void references(RouteEntry entry) {
    String text = entry.text();
    if (text == null || entry.path().contains("beans")) {
      return;
    }
    boolean isParameter = entry.parent().equals("parameters");
    if (isParameter && text.matches("#(class|type|valueAs).*")) {
      report(
          entry,
          "reference",
          "the parameter " + entry.key() + " creates an object of any class: " + text,
          "name a bean of Waybill");
    } else if (isParameter && text.startsWith("#")) {
      requireName(entry, text.substring(1).replaceFirst("^bean:", ""));
    } else if (!isParameter && NAMING.contains(entry.key())) {
      requireName(entry, text.replaceFirst("^#(bean:)?", ""));
    }
  }

  private void requireName(RouteEntry entry, String name) {
    if (!facts.references().contains(name)
        && !facts.beans().containsKey(name)
        && !own.contains(name)) {
      Set<String> names = new TreeSet<>(facts.references());
      names.addAll(facts.beans().keySet());
      report(
          entry,
          "reference",
          entry.key() + " names " + name + ", which does not exist",
          nearest(names, name));
    }
  }

  private static String nearest(Collection<String> names, String name) {
    return new NearestName(names)
        .to(name)
        .map(it -> "did you mean " + it + "?")
        .orElse("name one of " + String.join(", ", new TreeSet<>(names)));
  }

  private void report(RouteEntry entry, String check, String problem, String fix) {
    findings.add(LintFinding.error(check, entry.file(), entry.line(), entry.place(), problem, fix));
  }
}
