package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.PipedInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ClientBodyTest {
  /** A pipe that nothing writes to fails at each read. */
  private final ClientBody body = new ClientBody(new PipedInputStream());

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
