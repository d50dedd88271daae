package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpillSpaceTest {
  private static final int MIB = 1024 * 1024;

  private final AtomicLong free = new AtomicLong(1024L * MIB);
  private final SpillSpace space = new SpillSpace(free::get);

  @Test
  void requiresSpaceForRowsOfAllVersions() {
    long most = (free.get() - SpillSpace.RESERVE) / 124;

    assertThatCode(() -> space.require(most)).doesNotThrowAnyException();
    assertThatThrownBy(() -> space.require(8_000_000))
        .isInstanceOf(SpillSpaceException.class)
        .hasMessage(
            "the temporary folder needs 940 MiB and 256 MiB in reserve, and has 1024 MiB free;"
                + " free some space or set another folder");
  }

  @Test
  void stopsBeforeDiskIsFull() {
    space.write(15 * MIB);
    free.set(SpillSpace.RESERVE);

    assertThatThrownBy(() -> space.write(2 * MIB)).isInstanceOf(SpillSpaceException.class);
  }

  @Test
  void statesMostBytesThatExistedAtTheSameTime() {
    space.write(5);
    space.delete(3);
    space.write(1);

    assertThat(space.most()).isEqualTo(5);
  }
}
