package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import dev.waybill.testing.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Reads of whole objects whose connections fail. */
class ResumingBodyTest {
  private static final String KEY = "processed/k";
  private static final int SIZE = 1000;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final VersionedObjects s3 = new VersionedObjects(clock);
  private final BodyReader reader = new BodyReader(ReadBudget.UNLIMITED);
  private final byte[] content = new byte[SIZE];

  private BodyDigest read() throws InterruptedException {
    new Random(1).nextBytes(content);
    s3.put(RAW, KEY, content);
    return reader.read(s3, RAW, KEY, (ReadReply.Found) s3.get(RAW, KEY, null));
  }

  /** Body that fails behind some bytes. */
  static InputStream failing(InputStream body, int bytes) {
    try {
      return new SequenceInputStream(
          new ByteArrayInputStream(body.readNBytes(bytes)),
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              return read();
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void continuesWhereConnectionFailed() throws Exception {
    s3.bodies = (first, body) -> first < 700 ? failing(body, 350) : body;

    BodyDigest read = read();

    assertThat(read).isEqualTo(new BodyDigest(Sha256.hash(content), SIZE, true));
    assertThat(reader.total()).isEqualTo(SIZE);
    assertThat(s3.calls).containsExactly("get " + KEY, "get 350-999 " + KEY, "get 700-999 " + KEY);
  }

  @Test
  void continuesWhereBodyEndedEarly() throws Exception {
    s3.bodies =
        (first, body) -> first > 0 ? body : new SequenceInputStream(cut(body, 10), cut(body, 0));

    assertThat(read().isWhole()).isTrue();
    assertThat(s3.calls).containsExactly("get " + KEY, "get 10-999 " + KEY);
  }

  private static InputStream cut(InputStream body, int bytes) {
    try {
      return new ByteArrayInputStream(body.readNBytes(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void statesBytesWhereEveryBodyEnds() throws Exception {
    s3.endsAfter = 600;

    BodyDigest read = read();

    assertThat(read.isWhole()).isFalse();
    assertThat(read.bytes()).isEqualTo(600);
    assertThat(s3.calls).hasSize(ResumingBody.MAX_FAILURES);
  }

  @Test
  void endsAtOnceWhereS3StatesTheEnd() throws Exception {
    s3.endsAfter = 600;
    s3.statesEnd = true;

    BodyDigest read = read();

    assertThat(read.isWhole()).isFalse();
    assertThat(read.bytes()).isEqualTo(600);
    assertThat(s3.calls).containsExactly("get " + KEY, "get 600-999 " + KEY);
  }

  @Test
  void givesUpAfterSomeFailures() {
    s3.bodies = (first, body) -> failing(body, 1);

    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the connection failed while the bytes were read");
    assertThat(s3.calls).hasSize(ResumingBody.MAX_FAILURES);
  }

  @Test
  void repeatsRequestThatFailsForAMoment() throws Exception {
    Map<String, Integer> failed = new HashMap<>();
    s3.bodies = (first, body) -> first == 0 ? failing(body, 10) : body;
    s3.before =
        call -> {
          if (call.startsWith("get 10-") && failed.merge(call, 1, Integer::sum) < 3) {
            throw new UnreadableException("S3 answered 503 SlowDown", new IOException());
          }
        };

    assertThat(read().isWhole()).isTrue();
  }

  @Test
  void doesNotRepeatRequestThatIsDenied() {
    s3.bodies = (first, body) -> failing(body, 10);
    s3.before =
        call -> {
          if (call.startsWith("get 10-")) {
            throw new UnreadableException("S3 answered 403 AccessDenied");
          }
        };

    assertThatThrownBy(this::read).hasMessage("S3 answered 403 AccessDenied");
    assertThat(s3.calls).hasSize(2);
  }

  @Test
  void doesNotContinueInAnotherObject() {
    s3.isVersioned = false;
    s3.bodies = (first, body) -> failing(body, 10);
    s3.before =
        call -> {
          if (call.startsWith("get 10-")) {
            s3.put(RAW, KEY, new byte[SIZE]);
          }
        };

    assertThatThrownBy(this::read).hasMessage("the object changed while it was read");
  }

  @Test
  void endsWhereThreadIsInterrupted() {
    s3.bodies =
        (first, body) -> {
          Thread.currentThread().interrupt();
          return failing(body, 10);
        };

    assertThatThrownBy(this::read).isInstanceOf(InterruptedException.class);
    assertThat(s3.calls).hasSize(1);
  }

  @Property(tries = 200)
  void readsEachByteOnceHoweverOftenItFails(
      @ForAll @IntRange(min = 0, max = 2000) int size,
      @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 800) Integer> failures)
      throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    VersionedObjects objects = new VersionedObjects(clock);
    objects.put(RAW, KEY, bytes);
    int[] next = {0};
    objects.bodies =
        (first, body) -> next[0] < failures.size() ? failing(body, failures.get(next[0]++)) : body;
    BodyReader body = new BodyReader(ReadBudget.UNLIMITED);

    BodyDigest read = body.read(objects, RAW, KEY, (ReadReply.Found) objects.get(RAW, KEY, null));

    assertThat(read).isEqualTo(new BodyDigest(Sha256.hash(bytes), size, true));
    assertThat(body.total()).isEqualTo(size);
  }
}
