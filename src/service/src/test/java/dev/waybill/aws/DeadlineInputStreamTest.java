package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DeadlineInputStreamTest {
  private static final Duration BASE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void failsWhenBytesTrickle() throws Exception {
    try (InputStream in = trickle(1000, Duration.ofMillis(500))) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage("only 121 bytes arrived in 60 s; the read is retried");
    }
  }

  @Test
  void readsSlowStreamWithinItsTime() throws Exception {
    try (InputStream in = trickle(1000, Duration.ofMillis(50))) {
      assertThat(in.readAllBytes()).hasSize(1000);
    }
  }

  @Test
  void readsSingleBytes() throws Exception {
    try (InputStream in = trickle(2, Duration.ZERO)) {
      assertThat(in.read()).isZero();
      assertThat(in.read()).isZero();
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void givesLargeObjectsMoreTime() {
    assertThat(DeadlineInputStream.limit(0, BASE)).isEqualTo(Duration.ofSeconds(60));
    assertThat(DeadlineInputStream.limit(5L << 30, BASE))
        .isEqualTo(Duration.ofSeconds(60 + 20_480));
  }

  /** Returns a stream of zeros that takes time for each byte. */
  private InputStream trickle(int size, Duration perByte) {
    InputStream bytes =
        new ByteArrayInputStream(new byte[size]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            nanos.addAndGet(perByte.toNanos());
            return super.read(buffer, offset, Math.min(1, length));
          }
        };
    return new DeadlineInputStream(bytes, size, BASE, nanos::get);
  }
}
