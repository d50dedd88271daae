package dev.waybill.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>} with which the SDK
 * replaces endpoints, and its system properties {@code aws.endpointUrl…}.
 */
final class EndpointVariables {
  private static final String VARIABLE = "AWS_ENDPOINT_URL";
  private static final String PROPERTY = "aws.endpointUrl";

  private EndpointVariables() {}

  /**
   * Checks all variables. The SDK would fail without naming the variable.
   *
   * @throws EnvironmentException when one is not a URL with a scheme and a host
   */
  static void requireUrls() {
    Map<String, String> variables = new TreeMap<>(System.getenv());
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> variables.put(variable(name), System.getProperty(name)));
    variables.forEach(EndpointVariables::requireUrl);
  }

  private static String variable(String property) {
    if (!property.startsWith(PROPERTY)) {
      return property;
    }
    String service = property.substring(PROPERTY.length()).toUpperCase(Locale.ROOT);
    return service.isEmpty() ? VARIABLE : VARIABLE + "_" + service;
  }

  private static void requireUrl(String variable, String value) {
    boolean isEndpoint = variable.equals(VARIABLE) || variable.startsWith(VARIABLE + "_");
    if (isEndpoint && !isUrl(value)) {
      throw new EnvironmentException(
          variable
              + ": \""
              + value
              + "\" is not a URL; set it to the URL of an endpoint, or unset it");
    }
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      return uri.getScheme() != null && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
