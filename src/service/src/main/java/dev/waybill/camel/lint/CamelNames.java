package dev.waybill.camel.lint;

import dev.waybill.lint.route.RouteFacts.EndpointOptions;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/** Components and languages that the program contains, with the options of endpoints. */
public final class CamelNames {
  private static final String SERVICES = "META-INF/services/org/apache/camel/";

  private CamelNames() {}

  /** Returns true when the program has a language. */
  public static boolean hasLanguage(String name) {
    return exists("language/" + name);
  }

  /**
   * Returns the options of a component's endpoints; empty when the program lacks the component.
   *
   * @param context a context, which is not started
   */
  public static Optional<EndpointOptions> options(CamelContext context, String scheme) {
    if (!exists("component/" + scheme)) {
      return Optional.empty();
    }
    EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
    return Optional.of(
        factory == null
            ? new EndpointOptions(Set.of(), Set.of(), true)
            : new EndpointOptions(
                factory.propertyNames(),
                Set.copyOf(factory.multiValuePrefixes().values()),
                factory.isLenientProperties()));
  }

  private static boolean exists(String service) {
    // A name of a route file is untrusted, and must not lead to another resource.
    return service.matches("[a-z]+/[a-zA-Z0-9+.-]+")
        && CamelNames.class.getClassLoader().getResource(SERVICES + service) != null;
  }
}
