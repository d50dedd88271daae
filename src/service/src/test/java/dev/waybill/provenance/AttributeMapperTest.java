package dev.waybill.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeMapperTest {
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");

  private final List<ObjectVersion> reads = new ArrayList<>();

  /** Each read costs a request, and most objects have no tags. */
  @ParameterizedTest
  @NullSource
  @ValueSource(ints = 0)
  void readsNoTagsWhenS3CountsNone(@Nullable Integer count) {
    assertThat(tags(count, Optional.of(Map.of("a", "b")))).isEqualTo(new Unseen(Cause.NOT_COUNTED));
    assertThat(reads).isEmpty();
  }

  @Test
  void statesTheTagsThatS3Counts() {
    assertThat(tags(1, Optional.of(Map.of("a", "b"))))
        .isEqualTo(AttributeGroup.of(Map.of("a", "b")));
    assertThat(reads).containsExactly(VERSION);
  }

  @Test
  void statesThatTagsWereDenied() {
    assertThat(tags(2, Optional.empty())).isEqualTo(new Unseen(Cause.DENIED));
  }

  private AttributeGroup tags(@Nullable Integer count, Optional<Map<String, String>> answer) {
    AttributeMapper mapper =
        new AttributeMapper(
            version -> {
              reads.add(version);
              return answer;
            });
    return mapper.attributes(digested(count)).tags();
  }

  private static Digested digested(@Nullable Integer tagCount) {
    Instant now = Instant.EPOCH;
    return new Digested(
        new Received(VERSION, Purpose.PROMOTE, null, null, null, now, "message", now),
        new Sha256("ab".repeat(32)),
        null,
        3,
        "etag",
        null,
        new Encryption(null, null, false),
        Map.of(),
        Map.of(),
        tagCount,
        now,
        now,
        Hasher.WAYBILL,
        null);
  }
}
