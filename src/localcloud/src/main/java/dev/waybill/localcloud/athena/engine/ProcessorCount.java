package dev.waybill.localcloud.athena.engine;

import io.trino.util.MachineInfo;
import java.lang.reflect.Field;

/**
 * Preset of the number of processors in Trino. Without the preset, Trino uses a library that
 * unpacks native code, takes a second and leaves a thread running.
 */
final class ProcessorCount {
  private ProcessorCount() {}

  /** Sets the number of processors. */
  static void preset() {
    try {
      Field field = MachineInfo.class.getDeclaredField("physicalProcessorCount");
      field.setAccessible(true);
      field.setInt(null, Runtime.getRuntime().availableProcessors());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The Trino version is not supported: its processor count cannot be set", e);
    }
  }
}
