package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.KEY;
import static dev.waybill.fixity.examine.CustodyScene.PROVENANCE;
import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static dev.waybill.fixity.examine.CustodyScene.bytes;
import static dev.waybill.fixity.examine.CustodyScene.processed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.VersionedObjects.Stored;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Examination of objects whose records state chunks, with and without the list of digests. */
class ChunkListTest {
  private final CustodyScene scene = new CustodyScene();
  private LogEntry entry;

  @BeforeEach
  void promote() {
    scene.chunkSize = 3;
    entry = scene.promoted(KEY, "0123456789");
    scene.pass(Duration.ofDays(1));
    scene.s3.calls.clear();
  }

  private Stored copy() {
    return scene.s3.current(RAW, processed(KEY));
  }

  private Stored list() {
    return scene.s3.current(PROVENANCE, scene.listKey());
  }

  @Test
  void readsRecordAndListAndRangesOfCopy() {
    String list = scene.listKey();
    scene.s3.calls.clear();

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.bytes()).isEqualTo(10);
    assertThat(found.versionId()).isEqualTo(copy().id);
    assertThat(found.detail()).isNull();
    assertThat(scene.s3.calls)
        .containsExactly(
            "get " + entry.recordKey(),
            "get " + list,
            "head " + processed(KEY),
            "get 0-9 " + processed(KEY));
  }

  @Test
  void namesRangeThatIsAltered() {
    copy().content = bytes("01234x6789");

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.ALTERED);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.detail()).isEqualTo("bytes 3-5 of 10 differ, read twice");
    assertThat(found.bytes()).isEqualTo(13);
  }

  @Test
  void tellsCopyThatS3StatesToBeShorterOrLonger() {
    copy().content = bytes("0123");
    copy().size = 4;
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.TRUNCATED);

    copy().content = bytes("0123456789a");
    copy().size = 11;
    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.ALTERED);
  }

  @Test
  void tellsLastChunkThatEndsEarly() {
    copy().content = bytes("01234567");

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail()).isEqualTo("bytes 8-9 of 10 are missing, read twice");
  }

  @Test
  void tellsObjectThatReplacedCopyWithoutSha256() {
    scene.s3.removeAll(RAW, processed(KEY));
    scene.s3.put(RAW, processed(KEY), bytes("forged 789")).checksum = null;

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.REPLACED);
  }

  @Test
  void doesNotRestoreArchivedCopy() {
    copy().isArchived = true;

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.ARCHIVED);
    assertThat(found.bytes()).isZero();
  }

  @Test
  void tellsCopyThatIsRemovedWhileItIsRead() {
    scene.s3.before =
        call -> {
          if (call.startsWith("get 0-9 ")) {
            scene.s3.removeAll(RAW, processed(KEY));
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.GONE);
  }

  @Test
  void isUnreadableWhereRangesFail() {
    scene.s3.before =
        call -> {
          if (call.startsWith("get 0-9 ")) {
            throw new UnreadableException("S3 answered 403 AccessDenied");
          }
        };

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.UNREADABLE);
    assertThat(found.detail()).isEqualTo("S3 answered 403 AccessDenied");
  }

  @Test
  void readsStreamAndTellsListThatIsGone() {
    scene.s3.mark(PROVENANCE, scene.listKey());
    scene.s3.calls.clear();

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.CHUNKS_GONE);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.detail()).isEqualTo("the list of chunks does not exist");
    assertThat(found.versionId()).isEqualTo(copy().id);
    assertThat(found.bytes()).isEqualTo(10);
    assertThat(scene.s3.calls).hasSize(4).endsWith("get " + processed(KEY));
  }

  @Test
  void tellsAlteredObjectBeforeListThatIsGone() {
    scene.s3.mark(PROVENANCE, scene.listKey());
    copy().content = bytes("01234x6789");

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.ALTERED);
  }

  @Test
  void readsStreamAndTellsListWithOtherDigest() {
    String list = new String(list().content, US_ASCII);
    list().content = ((list.charAt(0) == 'a' ? "b" : "a") + list.substring(1)).getBytes(US_ASCII);

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.CHUNKS_ALTERED);
    assertThat(found.bytes()).isEqualTo(10);
  }

  @Test
  void readsStreamAndTellsListOfOtherObject() {
    list().content = ChunkDigests.of(10, CustodyScene.partsOf(bytes("abcdefghij"), 3)).list();

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.CHUNKS_ALTERED);
    assertThat(found.detail())
        .isEqualTo(
            "the list of chunks is not the recorded one:"
                + " the digests do not have the root that the record states");
  }

  @Test
  void readsNoMoreOfListThanItsLimit() {
    list().content = new byte[ChunkDigests.MAX_LIST_BYTES * 2];
    list().size = Long.MAX_VALUE;

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.CHUNKS_ALTERED);
    assertThat(found.detail()).contains("more than " + ChunkDigests.MAX_LIST_BYTES + " bytes");
  }

  @Test
  void readsStreamOfObjectWhoseListIsDenied() {
    String list = scene.listKey();
    scene.s3.before =
        call -> {
          if (call.equals("get " + list)) {
            throw new UnreadableException("S3 answered 403 AccessDenied");
          }
        };

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.detail())
        .isEqualTo("read as one stream; the list of chunks: S3 answered 403 AccessDenied");
  }

  @Test
  void believesSecondReadOfListThatIsRight() {
    byte[] right = list().content;
    Stored list = list();
    String key = scene.listKey();
    int[] reads = {0};
    scene.s3.before =
        call -> {
          if (call.equals("get " + key)) {
            list.content = reads[0]++ == 0 ? new byte[right.length] : right;
          }
        };

    assertThat(scene.condition(entry)).isEqualTo(FixityCondition.INTACT);
    assertThat(scene.s3.calls).contains("get 0-9 " + processed(KEY));
  }

  @Test
  void tellsRecordThatIsGoneAndReadsStream() {
    scene.s3.mark(PROVENANCE, entry.recordKey());
    scene.s3.mark(PROVENANCE, scene.listKey());

    Examination found = scene.examine(entry);

    assertThat(found.condition()).isEqualTo(FixityCondition.RECORD_GONE);
    assertThat(found.bytes()).isEqualTo(10);
  }
}
