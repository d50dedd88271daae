package dev.waybill.aws;

import dev.waybill.aws.identity.VerifiedCredentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Checks of the SDK's own configuration: the region, and the variables {@code AWS_ENDPOINT_URL} and
 * {@code AWS_ENDPOINT_URL_<SERVICE>}, which are also system properties {@code aws.endpointUrl…}.
 */
final class AwsEnvironment {
  private static final String VARIABLE = "AWS_ENDPOINT_URL";
  private static final String PROPERTY = "aws.endpointUrl";

  private AwsEnvironment() {}

  /**
   * Hides blank variables and checks the others.
   *
   * @throws dev.waybill.aws.identity.UnusableCredentialsException when the configuration files
   *     cannot be read
   * @throws EnvironmentException when the region is missing or an endpoint is not a URL
   */
  static void require() {
    BlankVariables.hide();
    VerifiedCredentials.requireReadableProfiles();
    requireRegion();
    requireUrls();
  }

  /**
   * Checks that a region is set.
   *
   * @throws EnvironmentException when the region is missing
   */
  static void requireRegion() {
    try {
      DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      throw new EnvironmentException(
          "AWS_REGION: no region is set, and profile "
              + ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()
              + " names none; set AWS_REGION, or region in the profile");
    }
  }

  /**
   * Checks all variables of endpoints. The SDK would fail without naming the variable.
   *
   * @throws EnvironmentException when one is not a URL with a scheme and a host
   */
  static void requireUrls() {
    Map<String, String> variables = new TreeMap<>(System.getenv());
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> variables.put(variable(name), System.getProperty(name)));
    variables.forEach(AwsEnvironment::requireUrl);
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
    if (isEndpoint && !value.isBlank() && !isUrl(value)) {
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
