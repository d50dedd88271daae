package dev.waybill.localcloud.athena.engine;

import io.trino.util.MachineInfo;
import java.lang.reflect.Field;

/**
 * Tells Trino how many processors there are. It would else ask a library that unpacks native code,
 * takes a second, and leaves a thread behind for good.
 */
final class Processors {
  private Processors() {}

  static void count() {
    try {
      Field count = MachineInfo.class.getDeclaredField("physicalProcessorCount");
      count.setAccessible(true);
      count.setInt(null, Runtime.getRuntime().availableProcessors());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is not the Trino that this was written for", e);
    }
  }
}
