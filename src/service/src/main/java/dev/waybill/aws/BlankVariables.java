package dev.waybill.aws;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/**
 * AWS variables, and system properties in their place, that are set to a blank value, as compose
 * files and CI systems do. The AWS CLI takes them for unset; the SDK would use a profile without a
 * name, or fail without naming the variable.
 */
final class BlankVariables {
  private static final AtomicBoolean HIDDEN = new AtomicBoolean();

  private BlankVariables() {}

  /** Hides them from the SDK, before it reads the environment. */
  static void hide() {
    System.getProperties().stringPropertyNames().stream()
        .filter(it -> it.startsWith("aws.") && System.getProperty(it, "").isBlank())
        .forEach(System::clearProperty);
    if (HIDDEN.compareAndSet(false, true)) {
      System.getenv().entrySet().stream()
          .filter(BlankVariables::isBlank)
          // The environment of a process cannot be changed, and the SDK has no other override.
          .forEach(
              it ->
                  SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(it.getKey(), null));
    }
  }

  private static boolean isBlank(Map.Entry<String, String> variable) {
    return variable.getKey().startsWith("AWS_") && variable.getValue().isBlank();
  }
}
