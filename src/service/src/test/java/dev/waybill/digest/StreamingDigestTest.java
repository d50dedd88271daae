package dev.waybill.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StreamingDigestTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** SHA-256 of no bytes. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** SHA-256 of "abc", an example of FIPS 180-4. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Property
  void digestsAllBytesHoweverReadsSplitThem(
      @ForAll @Size(max = 2000) byte[] bytes,
      @ForAll @IntRange(min = 1, max = 700) int longestRead,
      @ForAll @IntRange(min = 1, max = 2100) int partSize,
      @ForAll @IntRange(min = 1, max = 2100) int chunkSize)
      throws IOException {
    DigestResult result =
        StreamingDigest.of(
            new ShortReads(bytes, longestRead), bytes.length, (long) partSize, (long) chunkSize);

    assertThat(result.size()).isEqualTo(bytes.length);
    assertThat(result.sha256()).isEqualTo(sha256(bytes));
    assertThat(result.parts()).isEqualTo(new PartDigests(partSize, slices(bytes, partSize)));
    assertThat(result.chunks()).isEqualTo(new PartDigests(chunkSize, slices(bytes, chunkSize)));
  }

  @Property(tries = 20)
  void digestsMoreThanOneBuffer(
      @ForAll @IntRange(min = 250_000, max = 1_100_000) int size,
      @ForAll @IntRange(min = 50_000, max = 600_000) int partSize,
      @ForAll long seed)
      throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);

    DigestResult result =
        StreamingDigest.of(new ByteArrayInputStream(bytes), size, (long) partSize);

    assertThat(result.sha256()).isEqualTo(sha256(bytes));
    assertThat(result.parts()).isEqualTo(new PartDigests(partSize, slices(bytes, partSize)));
  }

  @Property(tries = 10)
  void digestsLargeStreamInParallelWithReading(
      @ForAll @IntRange(min = 4 << 20, max = 6 << 20) int size,
      @ForAll @IntRange(min = 20_000, max = 3_000_000) int partSize,
      @ForAll @IntRange(min = 20_000, max = 3_000_000) int chunkSize,
      @ForAll @IntRange(min = 10_000, max = 400_000) int longestRead,
      @ForAll long seed)
      throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);

    DigestResult result =
        StreamingDigest.of(
            new ShortReads(bytes, longestRead), size, (long) partSize, (long) chunkSize);

    assertThat(result.sha256()).isEqualTo(sha256(bytes));
    assertThat(result.parts()).isEqualTo(new PartDigests(partSize, slices(bytes, partSize)));
    assertThat(result.chunks()).isEqualTo(new PartDigests(chunkSize, slices(bytes, chunkSize)));
  }

  @Test
  void computesNoDigestsOfChunksUnlessRequested() throws IOException {
    assertThat(StreamingDigest.of(new ByteArrayInputStream(new byte[9]), 9, 5L).chunks()).isNull();
    assertThat(StreamingDigest.of(new ByteArrayInputStream(new byte[9]), 9, null, 5L).parts())
        .isNull();
  }

  @Test
  void stopsThreadWhenStreamFailsOrExceedsItsSize() {
    long announced = 8 << 20;
    InputStream failing =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(new byte[3 << 20]), new FailingRead(new IOException("reset")));

    assertThatThrownBy(() -> StreamingDigest.of(failing, announced, null, 1L << 20))
        .hasMessage("reset");
    assertThatThrownBy(() -> StreamingDigest.of(new Endless(), announced, null))
        .hasMessageContaining("more than the announced");

    await().atMost(LIMIT).until(() -> threads("waybill-digest") == 0);
  }

  @Test
  void stopsDigestOfLargeStreamOnInterrupt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> StreamingDigest.of(new ByteArrayInputStream(new byte[8 << 20]), 8 << 20, null))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    await().atMost(LIMIT).until(() -> threads("waybill-digest") == 0);
  }

  @Test
  void computesKnownDigests() throws IOException {
    assertThat(digest("", 0).sha256().hex()).isEqualTo(EMPTY);
    assertThat(digest("abc", 3)).isEqualTo(new DigestResult(new Sha256(ABC), null, null, 3));
  }

  @Test
  void digestsEmptyStreamAsOneEmptyPart() throws IOException {
    DigestResult result = StreamingDigest.of(InputStream.nullInputStream(), 0, 5L);

    assertThat(result.size()).isZero();
    assertThat(result.parts()).isEqualTo(new PartDigests(5, List.of(new Sha256(EMPTY))));
  }

  @Property
  void reportsSizeOfStreamShorterThanAnnounced(
      @ForAll @Size(max = 50) byte[] bytes, @ForAll @LongRange(min = 0, max = 1L << 45) long more)
      throws IOException {
    DigestResult result =
        StreamingDigest.of(new ByteArrayInputStream(bytes), bytes.length + more, null);

    assertThat(result.size()).isEqualTo(bytes.length);
    assertThat(result.sha256()).isEqualTo(sha256(bytes));
  }

  @Property
  void failsOnStreamLongerThanAnnounced(
      @ForAll @Size(min = 1, max = 2000) byte[] bytes,
      @ForAll @IntRange(min = 1, max = 2000) int missing,
      @ForAll @IntRange(min = 1, max = 700) int longestRead) {
    int announced = Math.max(0, bytes.length - missing);

    assertThatThrownBy(
            () -> StreamingDigest.of(new ShortReads(bytes, longestRead), announced, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than the announced " + announced);
  }

  @Test
  void stopsReadingEndlessStream() {
    for (long announced : new long[] {0, 1, 300_000, 5L << 20}) {
      Endless endless = new Endless();

      assertThatThrownBy(() -> StreamingDigest.of(endless, announced, null))
          .isInstanceOf(IOException.class);
      assertThat(endless.read).isLessThanOrEqualTo(announced + 256 * 1024);
    }
  }

  @Test
  void passesReadFailureToCaller() {
    IOException reset = new IOException("reset");
    InputStream failing =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(new byte[10]), new FailingRead(reset));

    assertThatThrownBy(() -> StreamingDigest.of(failing, 100, null)).isSameAs(reset);
  }

  @Test
  void rejectsImpossibleSizes() {
    InputStream none = InputStream.nullInputStream();
    assertThatThrownBy(() -> StreamingDigest.of(none, -1, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StreamingDigest.of(none, 0, 0L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StreamingDigest.of(none, 0, null, 0L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StreamingDigest.of(none, 0, -1L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().equals(name))
        .count();
  }

  private static DigestResult digest(String text, long announced) throws IOException {
    return StreamingDigest.of(new ByteArrayInputStream(text.getBytes(US_ASCII)), announced, null);
  }

  private static List<Sha256> slices(byte[] bytes, int partSize) {
    List<Sha256> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < bytes.length; from += partSize) {
      parts.add(sha256(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize))));
    }
    return parts;
  }

  private static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stream whose reads fail. */
  private static final class FailingRead extends InputStream {
    private final IOException failure;

    FailingRead(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw failure;
    }
  }

  /** Stream that returns a varying number of bytes, fewer than requested, like a network does. */
  private static final class ShortReads extends ByteArrayInputStream {
    private final Random random = new Random(1);
    private final int longest;

    ShortReads(byte[] bytes, int longest) {
      super(bytes);
      this.longest = longest;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(longest)));
    }
  }

  /** Stream without an end, which counts the bytes read. */
  private static final class Endless extends InputStream {
    private long read;

    @Override
    public int read() {
      read++;
      return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      read += length;
      return length;
    }
  }
}
