package dev.waybill.lint.route;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Names that routes may use.
 *
 * @param beans beans whose methods a route may call, with their class
 * @param references beans that an endpoint or a step may only refer to, such as clients
 * @param placeholders keys that are resolved between double braces
 * @param secrets keys that are never resolved, because their value is a secret
 * @param languages accepts the name of a language of the program
 * @param endpoints options of a component's endpoints; empty when the program lacks the component
 */
public record RouteFacts(
    Map<String, Class<?>> beans,
    Set<String> references,
    Predicate<String> placeholders,
    Set<String> secrets,
    Predicate<String> languages,
    Function<String, Optional<EndpointOptions>> endpoints) {
  public RouteFacts {
    beans = Map.copyOf(beans);
    references = Set.copyOf(references);
    secrets = Set.copyOf(secrets);
  }

  /**
   * Options of a component's endpoints.
   *
   * @param names names of the options; empty when they are unknown
   * @param prefixes beginnings of names that the component accepts
   * @param lenient true when the component accepts any option
   */
  public record EndpointOptions(Set<String> names, Set<String> prefixes, boolean lenient) {
    public EndpointOptions {
      names = Set.copyOf(names);
      prefixes = Set.copyOf(prefixes);
    }

    boolean accepts(String name) {
      return lenient
          || names.isEmpty()
          || names.contains(name)
          || prefixes.stream().anyMatch(name::startsWith);
    }
  }
}
