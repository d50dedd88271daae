package dev.waybill.witness;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State in memory, which a test can make fail before or after a write. */
final class InMemoryWitnessState implements WitnessState {
  private final Map<String, Kept> checkpoints = new HashMap<>();
  private int writes;
  private Runnable beforeWrite = () -> {};
  private Runnable afterWrite = () -> {};

  synchronized void beforeWrite(Runnable action) {
    beforeWrite = action;
  }

  synchronized void afterWrite(Runnable action) {
    afterWrite = action;
  }

  synchronized int writes() {
    return writes;
  }

  @Override
  public synchronized Optional<Kept> find(String log) {
    return Optional.ofNullable(checkpoints.get(log));
  }

  @Override
  public boolean replace(String log, byte[] note, @Nullable String version) {
    beforeWrite.run();
    synchronized (this) {
      String present = find(log).map(Kept::version).orElse(null);
      if (!Objects.equals(present, version)) {
        return false;
      }
      checkpoints.put(log, new Kept(note.clone(), "v" + ++writes));
    }
    afterWrite.run();
    return true;
  }

  @Override
  public void close() {}
}
