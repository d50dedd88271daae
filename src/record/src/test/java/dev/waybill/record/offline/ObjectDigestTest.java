package dev.waybill.record.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ObjectDigestTest {
  @Property
  void digestAndSizeAreThoseOfAllBytes(
      @ForAll @Size(max = 500) byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int chunk)
      throws Exception {
    InputStream shortReads =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, chunk));
          }

          @Override
          public int read(byte[] into) {
            return read(into, 0, into.length);
          }
        };

    assertThat(ObjectDigest.of(shortReads))
        .isEqualTo(
            new ObjectDigest(
                Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes)), bytes.length));
  }

  /** FIPS 180-4: one million times the letter a. */
  @Test
  void bytesBeyondTheBufferAreCounted() throws Exception {
    byte[] million = "a".repeat(1_000_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    ObjectDigest digest = ObjectDigest.of(new ByteArrayInputStream(million));

    assertThat(digest.sha256().hex())
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    assertThat(digest.size()).isEqualTo(1_000_000);
  }

  @Test
  void brokenStreamHasNoDigest() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("cut");
          }
        };

    assertThatThrownBy(() -> ObjectDigest.of(broken)).isInstanceOf(IOException.class);
  }
}
