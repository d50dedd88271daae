package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the decoder with chunked bodies of the AWS SDK. */
final class AwsChunkedStreamTest {
  private static final SigV4 SIGNATURES = new SigV4("test", SdkSigner.CLOCK);
  private static final String TRAILER = "x-amz-checksum-crc32";

  @Property(tries = 60)
  void decodesEveryFormForAnySplitOfTheStream(
      @ForAll @IntRange(max = 300_000) int size,
      @ForAll boolean signed,
      @ForAll boolean trailer,
      @ForAll long seed)
      throws IOException {
    byte[] body = new byte[size];
    new Random(seed).nextBytes(body);
    SdkSigner.ReceivedRequest request = SdkSigner.chunked(body, signed, trailer || !signed);
    AwsChunkedStream stream = decode(request, new Splits(request.body(), seed), size);
    assertThat(stream.readAllBytes()).isEqualTo(body);
    if (trailer || !signed) {
      assertThat(stream.trailers()).containsEntry(TRAILER, crc32(body));
    }
  }

  @Property(tries = 300)
  void detectsAnyChangeOfASignedBody(
      @ForAll @Size(min = 1, max = 200) byte[] body,
      @ForAll boolean trailer,
      @ForAll @IntRange(max = 1_000_000) int where,
      @ForAll @IntRange(max = 7) int bit) {
    SdkSigner.ReceivedRequest request = SdkSigner.chunked(body, true, trailer);
    byte[] sent = request.body().clone();
    sent[where % sent.length] ^= (byte) (1 << bit);
    try {
      AwsChunkedStream stream = decode(request, new ByteArrayInputStream(sent), body.length);
      assertThat(stream.readAllBytes()).isEqualTo(body);
      assertThat(stream.trailers().getOrDefault(TRAILER, crc32(body))).isEqualTo(crc32(body));
    } catch (StoreException | IOException e) {
      assertThat(e).isInstanceOf(StoreException.class);
    }
  }

  @Property(tries = 200)
  void rejectsAnIncompleteBody(
      @ForAll @Size(min = 1, max = 200) byte[] body,
      @ForAll boolean signed,
      @ForAll @IntRange(max = 1_000_000) int where) {
    SdkSigner.ReceivedRequest request = SdkSigner.chunked(body, signed, true);
    String framing = new String(request.body(), StandardCharsets.ISO_8859_1);
    int trailers = framing.lastIndexOf(signed ? "x-amz-trailer-signature" : TRAILER);
    byte[] cut = java.util.Arrays.copyOf(request.body(), where % trailers);
    assertRejected(decode(request, new ByteArrayInputStream(cut), body.length), null);
  }

  @Test
  void rejectsAnUnsignedTrailerOfASignedBody() {
    byte[] body = "body".getBytes(StandardCharsets.UTF_8);
    SdkSigner.ReceivedRequest request = SdkSigner.chunked(body, true, true);
    String sent = new String(request.body(), StandardCharsets.ISO_8859_1);
    String stripped = sent.substring(0, sent.indexOf(TRAILER)) + TRAILER + ":AAAAAA==\r\n\r\n";
    byte[] forged = stripped.getBytes(StandardCharsets.ISO_8859_1);
    assertRejected(
        decode(request, new ByteArrayInputStream(forged), 4), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void rejectsABodyWithAnotherLengthThanDeclared() {
    assertRejected(plain("4\r\nbody\r\n0\r\n\r\n", 5), S3ErrorCode.INCOMPLETE_BODY);
    assertRejected(plain("4\r\nbody\r\n0\r\n\r\n", 3), S3ErrorCode.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-4\r\nbody\r\n0\r\n\r\n",
        "four\r\nbody",
        "\r\n",
        "+4\r\nbody\r\n0\r\n\r\n",
        "4\r\nbody!\r\n"
      })
  void rejectsInvalidFraming(String sent) {
    assertRejected(plain(sent, -1), S3ErrorCode.INVALID_REQUEST);
  }

  @Test
  void rejectsADeclaredLengthThatIsNotANumber() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> AwsChunkedStream.of(InputStream.nullInputStream(), null, "many"))
        .extracting(StoreException::code)
        .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void rejectsTooLongLinesAndTrailers() {
    assertRejected(plain("4".repeat(100_000), -1), S3ErrorCode.INVALID_REQUEST);
    assertRejected(plain("0\r\n" + "a:b\r\n".repeat(1_000_000), -1), S3ErrorCode.INVALID_REQUEST);
  }

  private static AwsChunkedStream plain(String sent, long expected) {
    InputStream in = new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1));
    return new AwsChunkedStream(in, null, expected);
  }

  private static AwsChunkedStream decode(
      SdkSigner.ReceivedRequest request, InputStream in, long size) {
    return new AwsChunkedStream(in, SIGNATURES.verify(request.request()).chunks(), size);
  }

  private static void assertRejected(AwsChunkedStream stream, @Nullable S3ErrorCode code) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(stream::readAllBytes)
        .satisfies(e -> assertThat(code == null || e.code() == code).as("%s", e.code()).isTrue());
  }

  private static String crc32(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    byte[] value = java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  /** Stream that returns a few bytes per read, as a network may. */
  private static final class Splits extends FilterInputStream {
    private final Random random;

    Splits(byte[] bytes, long seed) {
      super(new ByteArrayInputStream(bytes));
      random = new Random(seed);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int bound = random.nextBoolean() ? 3 : 5000;
      return super.read(
          into, offset, length == 0 ? 0 : Math.min(length, 1 + random.nextInt(bound)));
    }
  }
}
