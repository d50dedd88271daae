package dev.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestThreadsTest {
  private static final byte[] BYTES = new byte[1000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @Test
  void givesAllBytesToEachDigestInOrder() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();

    digest((bytes, length) -> first.write(bytes, 0, length), (b, n) -> second.write(b, 0, n));

    assertThat(first.toByteArray()).isEqualTo(BYTES);
    assertThat(second.toByteArray()).isEqualTo(BYTES);
  }

  /** A digest that ended early would state fewer bytes than were read. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void failsWhenOneDigestFails(int failing) throws Exception {
    CountDownLatch died = new CountDownLatch(1);
    ObjIntConsumer<byte[]> good = (bytes, length) -> {};
    ObjIntConsumer<byte[]> bad =
        (bytes, length) -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> died.countDown());
          throw new IllegalStateException("no memory");
        };

    assertThatThrownBy(() -> digest(failing == 0 ? bad : good, failing == 0 ? good : bad))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the digest ended before the stream");
    died.await();
  }

  private static void digest(ObjIntConsumer<byte[]> first, ObjIntConsumer<byte[]> second)
      throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(BYTES);
    try (DigestThreads threads = new DigestThreads(7, List.of(first, second))) {
      while (threads.readFrom(in) >= 0) {
        assertThat(in.available()).isLessThan(BYTES.length);
      }
      threads.finish();
    }
  }
}
