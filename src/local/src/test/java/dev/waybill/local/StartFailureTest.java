package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StartFailureTest {
  private static final Path DATA = Path.of("/srv/waybill");

  @Test
  void namesMissingPermission() {
    assertThat(StartFailure.explain(new AccessDeniedException("/srv/waybill/lock"), DATA))
        .isEqualTo(
            "the data folder /srv/waybill cannot be used: permission denied for"
                + " /srv/waybill/lock; let this user write there, or choose another with --data");
  }

  @Test
  void namesReasonOfTheFileSystemInsideAStore() {
    FileSystemException full =
        new FileSystemException("/srv/waybill/s3/journal", null, "No space left on device");

    assertThat(StartFailure.explain(new UncheckedIOException(full), DATA))
        .contains("cannot be used: No space left on device for /srv/waybill/s3/journal");
  }

  @Test
  void keepsReasonOfAPortOrFolderInUse() {
    assertThat(StartFailure.explain(new IOException("port 4566 of 127.0.0.1 is taken"), DATA))
        .isEqualTo(
            "port 4566 of 127.0.0.1 is taken; stop the process that uses it, or choose another"
                + " with --port and --data");
  }
}
