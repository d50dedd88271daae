package dev.waybill.custody.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.model.CustodySummary;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Format of the events of hooks, on which programs of operators rely. */
final class HookEventTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-30T21:00:00Z");

  @Test
  void statesPromotedObject() {
    assertThat(promoted("incoming/a", "records/k", WRITTEN).json())
        .isEqualTo(
            "{\"version\":1,\"event\":\"promoted\","
                + "\"id\":\""
                + Sha256.hash("promoted\nrecords/k")
                + "\",\"object\":{\"bucket\":\"raw\",\"key\":\"incoming/a\",\"versionId\":\"v1\","
                + "\"size\":5,\"sha256\":\""
                + Sha256.hash("bytes")
                + "\"},\"record\":{\"bucket\":\"prov\",\"key\":\"records/k\","
                + "\"uri\":\"s3://prov/records/k\"},"
                + "\"destination\":{\"bucket\":\"raw\",\"key\":\"processed/a\","
                + "\"versionId\":\"v2\"},"
                + "\"times\":{\"written\":\"2026-11-30T21:00:00Z\","
                + "\"sealed\":\"2026-11-30T21:00:01Z\",\"promoted\":\"2026-11-30T21:00:02Z\"}}");
  }

  @Test
  void leavesOutWhatIsNotKnownYet() {
    HookEvent event =
        new HookEvent(
            Hook.SEALED,
            new ObjectVersion("raw", "incoming/a", "v1"),
            5,
            Sha256.hash("bytes"),
            "prov",
            "records/k",
            "raw",
            "processed/a",
            null,
            null,
            WRITTEN,
            null);

    assertThat(event.json())
        .contains("\"event\":\"sealed\"")
        .endsWith(
            "\"destination\":{\"bucket\":\"raw\",\"key\":\"processed/a\"},"
                + "\"times\":{\"sealed\":\"2026-11-30T21:00:00Z\"}}");
  }

  @Test
  void idDependsOnEventAndRecordOnly() {
    HookEvent one = promoted("incoming/a", "records/k", WRITTEN);

    assertThat(promoted("incoming/a", "records/k", null).id()).isEqualTo(one.id());
    assertThat(promoted("incoming/a", "records/other", WRITTEN).id()).isNotEqualTo(one.id());
    assertThat(one.id()).isNotEqualTo(Sha256.hash("sealed\nrecords/k").toString()).hasSize(64);
  }

  @Property(tries = 200)
  void anyKeyIsReadBackFromAscii(@ForAll String key) throws Exception {
    if (key.isEmpty() || hasLoneSurrogate(key)) {
      return;
    }
    String json = promoted(key, "records/k", WRITTEN).json();

    assertThat(json).isASCII();
    assertThat(JsonMapper.builder().build().readTree(json).at("/object/key").textValue())
        .isEqualTo(key);
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
  }

  private static HookEvent promoted(String key, String record, @Nullable Instant written) {
    return HookEvent.promoted(
        new CustodySummary(
            new ObjectVersion("raw", key, "v1"),
            5,
            Sha256.hash("bytes"),
            record,
            new ObjectVersion("raw", "processed/a", "v2"),
            written,
            WRITTEN.plusSeconds(1),
            WRITTEN.plusSeconds(2)),
        "prov");
  }
}
