package dev.waybill.settings;

import java.util.Map;
import java.util.stream.Collectors;

/** Environment variables of the process, as the settings see them. */
final class EnvironmentVariables {
  private EnvironmentVariables() {}

  /** Returns the variables that have a value; a variable that is blank counts as unset. */
  static Map<String, String> withValue(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> !variable.getValue().isBlank())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
