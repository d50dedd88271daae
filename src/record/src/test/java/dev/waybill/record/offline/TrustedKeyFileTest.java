package dev.waybill.record.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedKeyFileTest {
  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();

  @Test
  void publicKeyIsRead() throws Exception {
    assertThat(TrustedKeyFile.read(file(signer.pem()))).isEqualTo(signer.publicKey());
  }

  @Test
  void privateKeyIsRejected() {
    assertThatThrownBy(() -> TrustedKeyFile.read(file(signer.privatePem())))
        .isInstanceOf(WrongFileException.class)
        .hasMessageEndingWith("in PEM but a private key; keep it secret, and give its public key");
  }

  @Test
  void largeFileIsRejected() {
    assertThatThrownBy(() -> TrustedKeyFile.read(file(signer.pem() + " ".repeat(64 * 1024))))
        .isInstanceOf(WrongFileException.class)
        .hasMessageEndingWith("in PEM but larger than 64 KiB");
  }

  @Test
  void missingFileIsAnInputError() {
    assertThatThrownBy(() -> TrustedKeyFile.read(folder.resolve("missing.pem")))
        .isInstanceOf(IOException.class);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("key.pem"), content);
  }
}
