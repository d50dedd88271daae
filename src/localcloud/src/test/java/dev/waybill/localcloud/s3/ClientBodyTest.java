package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ClientBodyTest {
  private final ClientBody body =
      new ClientBody(
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("connection reset");
            }
          });

  @Test
  void reportsBodyThatCannotBeReadAsIncomplete() {
    assertIncomplete(() -> body.read());
    assertIncomplete(() -> body.read(new byte[3], 0, 3));
    assertIncomplete(() -> body.readAllBytes());
  }

  private static void assertIncomplete(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            StoreException.class,
            error -> assertThat(error.code()).isEqualTo(S3ErrorCode.INCOMPLETE_BODY));
  }
}
