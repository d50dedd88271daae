package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, their signatures and keys (C2SP signed-note). */
class NoteFormatTest {
  private static final String EXAMPLE_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String EXAMPLE_TEXT = "This is an example message.\n";

  private static final String EXAMPLE_LINE =
      "— example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  /** The first example of the specification: a text with an empty line. */
  private static final String SALVATORE =
      """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
      """;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void verifiesTheExampleOfTheSpecification() {
    SignedNote note = SignedNote.parse(utf8(EXAMPLE_TEXT + "\n" + EXAMPLE_LINE));
    VerifierKey key = VerifierKey.parse(EXAMPLE_KEY);

    assertThat(key).hasToString(EXAMPLE_KEY);
    assertThat(key.isNamedBy(note.signatures().get(0))).isTrue();
    assertThat(key.verify(note.text(), note.signatures().get(0)))
        .isEqualTo(VerifierKey.Result.VALID);
    assertThat(key.verify(note.text() + "x\n", note.signatures().get(0)))
        .isEqualTo(VerifierKey.Result.INVALID);
  }

  @Test
  void readsTextWithEmptyLine() {
    SignedNote note = SignedNote.parse(utf8(SALVATORE));

    assertThat(note.text()).endsWith("sole:\n\ned è subito sera.\n");
    assertThat(note.signatures()).hasSize(1);
    assertThat(note.bytes()).isEqualTo(utf8(SALVATORE));
  }

  static Stream<Map.Entry<String, byte[]>> malformedNotes() {
    String note = EXAMPLE_TEXT + "\n" + EXAMPLE_LINE;
    String base64 = EXAMPLE_LINE.substring(EXAMPLE_LINE.lastIndexOf(' ') + 1).strip();
    byte[] broken = utf8(note);
    broken[3] = (byte) 0xff;
    byte[] overlong = utf8("\u0000\u0000" + note);
    overlong[0] = (byte) 0xc0;
    overlong[1] = (byte) 0xaf;
    byte[] surrogate = utf8("___" + note);
    surrogate[0] = (byte) 0xed;
    surrogate[1] = (byte) 0xa0;
    surrogate[2] = (byte) 0x80;
    return Stream.of(
        Map.entry("empty", utf8("")),
        Map.entry("line break only", utf8("\n")),
        Map.entry("text only", utf8(EXAMPLE_TEXT)),
        Map.entry("no signature", utf8(EXAMPLE_TEXT + "\n")),
        Map.entry("no empty line", utf8(EXAMPLE_TEXT + EXAMPLE_LINE)),
        Map.entry("two empty lines", utf8(EXAMPLE_TEXT + "\n" + EXAMPLE_LINE + "\n")),
        Map.entry("last line does not end", utf8(note.stripTrailing())),
        Map.entry("not UTF-8", broken),
        Map.entry("overlong UTF-8", overlong),
        Map.entry("surrogate in UTF-8", surrogate),
        Map.entry("tab in text", utf8("\t" + note)),
        Map.entry("carriage returns", utf8(note.replace("\n", "\r\n"))),
        Map.entry("zero byte", utf8("\0" + note)),
        Map.entry("hyphen for a dash", utf8(note.replace('—', '-'))),
        Map.entry("no space behind the dash", utf8(note.replace("— ", "—"))),
        Map.entry("two spaces", utf8(note.replace("foo ", "foo  "))),
        Map.entry("space at the end", utf8(note.replace("=\n", "= \n"))),
        Map.entry("no name", utf8(note.replace("example.com/foo ", " "))),
        Map.entry("plus in the name", utf8(note.replace("com/foo", "com+foo"))),
        Map.entry("wide space in the name", utf8(note.replace("com/foo", "com\u3000foo"))),
        Map.entry("no base64", utf8(note.replace(base64, ""))),
        Map.entry("padding is missing", utf8(note.replace(base64, base64.replace("=", "")))),
        Map.entry("bits behind the end", utf8(note.replace("aQM=", "aQN="))),
        Map.entry("other alphabet", utf8(note.replace(base64, base64.replace('8', '_')))),
        Map.entry("key id only", utf8(note.replace(base64, "Uw2QOg=="))),
        Map.entry("more behind the signatures", utf8(note + "more\n")),
        Map.entry("101 signatures", utf8(EXAMPLE_TEXT + "\n" + EXAMPLE_LINE.repeat(101))),
        Map.entry("too large", utf8("a".repeat(SignedNote.MAX_BYTES) + note)));
  }

  @ParameterizedTest
  @MethodSource("malformedNotes")
  void rejectsMalformedNotes(Map.Entry<String, byte[]> note) {
    assertThatThrownBy(() -> SignedNote.parse(note.getValue()))
        .as(note.getKey())
        .isInstanceOf(InvalidLogException.class);
  }

  @Test
  void acceptsAsManySignaturesAsTheSpecificationAsks() {
    String note = EXAMPLE_TEXT + "\n" + EXAMPLE_LINE.repeat(100);

    assertThat(SignedNote.parse(utf8(note)).signatures()).hasSize(100);
  }

  @Test
  void addsEachSignatureOnce() {
    SignedNote note = SignedNote.parse(utf8(SALVATORE));
    NoteSignature more = NoteSignature.of("w", 7, new byte[] {1});

    SignedNote both = note.with(List.of(more, note.signatures().get(0), more));

    assertThat(both.signatures()).containsExactly(note.signatures().get(0), more);
    assertThat(both.text()).isEqualTo(note.text());
  }

  @Property
  void readsTheNotesThatItWrites(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = ' ', max = 0xd7ff) Integer> text,
      @ForAll @Size(min = 1, max = 4) List<@Size(min = 1, max = 90) List<Byte>> signatures) {
    StringBuilder line = new StringBuilder();
    text.forEach(line::appendCodePoint);
    List<NoteSignature> lines = new ArrayList<>();
    for (List<Byte> bytes : signatures) {
      byte[] raw = new byte[bytes.size()];
      for (int at = 0; at < raw.length; at++) {
        raw[at] = bytes.get(at);
      }
      lines.add(NoteSignature.of("key" + lines.size(), raw.length, raw));
    }
    SignedNote note = new SignedNote(line + "\n\n" + line + "\n", lines);

    assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
  }

  @Property
  void acceptsOnlyNotesThatItWritesInTheSameWay(
      @ForAll @IntRange(max = 250) int at, @ForAll @ByteRange byte changed) {
    byte[] note = utf8(SALVATORE);
    note[at % note.length] = changed;
    try {
      assertThat(SignedNote.parse(note).bytes()).isEqualTo(note);
    } catch (InvalidLogException rejected) {
      assertThat(rejected).hasMessageContaining("note");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k+",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      })
  void rejectsTextsThatAreNoKey(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoSignatureOfAnotherLengthOrNegativeTime() {
    NoteTestKey witness = NoteTestKey.ofWitness("w");
    String text = new Checkpoint("log", 0, TreeHash.EMPTY_ROOT).text();
    byte[] valid = witness.sign(text, 9).signature();
    byte[] negative = witness.sign(text, -9).signature();

    assertThat(verify(witness, text, valid)).isEqualTo(VerifierKey.Result.VALID);
    assertThat(verify(witness, text, negative)).isEqualTo(VerifierKey.Result.INVALID);
    for (int length : new int[] {1, 8, 64, 71, 73, 2428}) {
      assertThat(verify(witness, text, Arrays.copyOf(valid, length)))
          .isEqualTo(VerifierKey.Result.INVALID);
    }
  }

  private static VerifierKey.Result verify(NoteTestKey key, String text, byte[] signature) {
    VerifierKey verifier = key.key();
    return verifier.verify(text, NoteSignature.of(verifier.name(), verifier.id(), signature));
  }

  @Test
  void hidesNoKeyBehindAnotherNameOrType() {
    VerifierKey key = VerifierKey.parse(EXAMPLE_KEY);
    NoteSignature signature = NoteSignature.ofLine(EXAMPLE_LINE.strip());

    assertThat(key.isNamedBy(new NoteSignature("other", signature.keyId(), signature.base64())))
        .isFalse();
    assertThat(key.isNamedBy(NoteSignature.of(key.name(), key.id() + 1, new byte[64]))).isFalse();
    assertThatThrownBy(() -> new NoteSignature(key.name(), key.id() + 1, signature.base64()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
