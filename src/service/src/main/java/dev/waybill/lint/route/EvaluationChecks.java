package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that no route evaluates text that a message brings along, as code, address or header. */
final class EvaluationChecks {
  /** Headers of the S3 component, which the start warns of as well. */
  private static final String S3_HEADER = "CamelAwsS3";

  private static final String NO_SCRIPT = "move the code into a bean; routes hold no scripts";

  private static final Set<String> SCRIPTS =
      Set.of(
          "groovy",
          "js",
          "javaScript",
          "joor",
          "java",
          "python",
          "mvel",
          "ognl",
          "spel",
          "csimple",
          "datasonnet",
          "wasm",
          "script");

  /** Languages besides the core ones, which the program may lack. */
  private static final Set<String> OPTIONAL_LANGUAGES =
      Set.of("jq", "jsonpath", "xpath", "xquery", "xtokenize", "hl7terser");

  /** Steps that take an address from an expression. */
  private static final Set<String> DYNAMIC =
      Set.of("recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich");

  private static final Pattern EXPRESSION = Pattern.compile("\\$(simple)?\\{");

  /** Functions and paths of Simple that call code, or evaluate text once more. */
  private static final Pattern CALLING =
      Pattern.compile(
          "\\$(simple)?\\{\\s*(bean:|ref:|type:|camelContext|exchange\\.|evaluate|language|"
              + "[^}]*[.]class|[^}]*getClass|"
              + "(in\\.|message\\.|out\\.)?(body|headers?|variable|exchangeProperty)[^}]*\\(|"
              + "[^}]*\\$(simple)?\\{)");

  private static final Pattern LOGGED =
      Pattern.compile("\\$(simple)?\\{\\s*(in\\.|message\\.)?(body|headers?|messageHistory)");

  private final Predicate<String> languages;
  private final List<LintFinding> findings = new ArrayList<>();

  /**
   * @param languages accepts the name of a language of the program
   */
  EvaluationChecks(Predicate<String> languages) {
    this.languages = languages;
  }

  List<LintFinding> check(List<RouteEntry> entries) {
    entries.stream().filter(it -> !it.path().contains("beans")).forEach(this::entry);
    return findings;
  }

  private void entry(RouteEntry entry) {
    if (entry.path().contains("parameters")) {
      address(entry, entry.text());
      return;
    }
    String uri = EndpointChecks.uri(entry);
    if (uri != null) {
      address(entry, uri);
      if (uri.startsWith("log:")) {
        logged(entry, "the component log writes");
      }
    }
    language(entry);
    if (DYNAMIC.contains(entry.key())) {
      dynamic(entry);
    }
    header(entry);
    String message = entry.key().equals("log") ? text(entry, "message") : null;
    if (message != null && LOGGED.matcher(message).find()) {
      logged(entry, "the step writes");
    }
    if (entry.key().equals("allowUnmarshallType") || entry.key().equals("allowJmsType")) {
      report(entry, "script", "a message would choose the class that is created", "remove it");
    }
  }

  private static @Nullable String text(RouteEntry entry, String member) {
    return entry.text() == null ? entry.member(member) : entry.text();
  }

  private void address(RouteEntry entry, @Nullable String text) {
    if (text != null && EXPRESSION.matcher(text).find()) {
      report(
          entry,
          "dynamic-endpoint",
          "a message would decide about the endpoint: " + text,
          "use a constant, a setting in double braces, or a request that a bean builds");
    }
  }

  private void language(RouteEntry entry) {
    String key = entry.key();
    String named = key.equals("language") ? text(entry, "language") : null;
    if (SCRIPTS.contains(key) || (named != null && SCRIPTS.contains(named))) {
      report(
          entry, "script", "the route holds code in " + (named == null ? key : named), NO_SCRIPT);
    } else if (OPTIONAL_LANGUAGES.contains(key) && !languages.test(key)) {
      report(entry, "language", "the program has no language " + key, "use simple or a bean");
    } else if (named != null && !languages.test(named)) {
      report(entry, "language", "the program has no language " + named, "use simple or a bean");
    }
    String simple = key.equals("simple") || "simple".equals(named) ? simple(entry) : null;
    if (simple == null) {
      return;
    }
    if (simple.strip().startsWith("resource:")) {
      report(entry, "script", "the expression is loaded from elsewhere: " + simple, NO_SCRIPT);
    } else if (CALLING.matcher(simple).find()) {
      report(
          entry,
          "script",
          "the expression calls code or evaluates text of the message: " + simple,
          "compare values only, or ask a bean with method");
    }
  }

  private static @Nullable String simple(RouteEntry entry) {
    return text(entry, "expression");
  }

  /** A constant address is as safe as that of a {@code to}. */
  private void dynamic(RouteEntry entry) {
    if (entry.member("constant") == null) {
      report(
          entry,
          "dynamic-endpoint",
          entry.key() + " sends to an address that is made from the message",
          "use choice with a to for each address");
    }
  }

  private void header(RouteEntry entry) {
    boolean isSingle = entry.key().equals("name") && entry.parent().equals("setHeader");
    boolean isListed = entry.key().equals("name") && entry.parent().equals("headers");
    String name = entry.text();
    if (name == null || !(isSingle || isListed)) {
      return;
    }
    if (EXPRESSION.matcher(name).find()) {
      report(entry, "control-header", "a message would choose the header " + name, "name it");
    } else if (name.startsWith("Camel")
        && !name.startsWith(S3_HEADER)
        && entry.sibling("constant") == null) {
      report(
          entry,
          "control-header",
          "a message decides the header "
              + name
              + ", with which a component decides what it reads, writes or calls",
          "pass a request object (pojoRequest), or set the header to a constant");
    }
  }

  private void logged(RouteEntry entry, String who) {
    findings.add(
        LintFinding.warning(
            "payload-in-log",
            entry.file(),
            entry.line(),
            entry.place(),
            who + " the message to the log, and with it keys and content of others",
            "remove it, or write counts and ids only"));
  }

  private void report(RouteEntry entry, String check, String problem, String fix) {
    findings.add(LintFinding.error(check, entry.file(), entry.line(), entry.place(), problem, fix));
  }
}
