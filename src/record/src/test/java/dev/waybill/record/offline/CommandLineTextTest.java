package dev.waybill.record.offline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTextTest {
  private static final String ACCENTED = "s3://raw/caf\u00e9";

  @Test
  void returnsArgumentWhoseBytesTheLocaleReplaced() {
    CommandLineText text =
        new CommandLineText(("java\0verify\0" + ACCENTED + "\0").getBytes(UTF_8));

    assertThat(text.original("s3://raw/caf\uFFFD\uFFFD")).contains(ACCENTED);
    assertThat(text.original("s3://raw/other\uFFFD")).isEmpty();
  }

  @Test
  void returnsNothingForBytesThatAreNoUtf8() {
    CommandLineText text = new CommandLineText((ACCENTED + "\0").getBytes(ISO_8859_1));

    assertThat(text.original("s3://raw/caf\uFFFD")).isEmpty();
    assertThat(new CommandLineText(new byte[0]).original("s3://raw/caf\uFFFD")).isEmpty();
  }

  @Test
  void findsFirstArgumentInWhichACharacterWasLost() {
    assertThat(CommandLineText.firstLossy(List.of("a", "b\uFFFD", "c\uFFFD"))).contains("b\uFFFD");
    assertThat(CommandLineText.firstLossy(List.of("a", "\u00e9"))).isEmpty();
  }
}
