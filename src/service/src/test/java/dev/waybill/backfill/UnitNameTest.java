package dev.waybill.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {
  private static final UnitName NAME = new UnitName("5f-a", 3, 70);

  @Test
  void readsItsOwnMessage() {
    assertThat(UnitName.parse(NAME.message())).contains(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"v\":2,\"job\":\"a\",\"range\":0,\"unit\":0}",
        "{\"v\":1,\"job\":\"\",\"range\":0,\"unit\":0}",
        "{\"v\":1,\"job\":\"../plan\",\"range\":0,\"unit\":0}",
        "{\"v\":1,\"job\":\"a\",\"range\":-1,\"unit\":0}",
        "{\"v\":1,\"job\":\"a\",\"range\":01,\"unit\":0}",
        "{\"v\":1,\"job\":\"a\",\"range\":0,\"unit\":9999999999}",
        "{\"v\":1,\"job\":\"a\",\"range\":0,\"unit\":0} ",
        "{\"v\":1, \"job\":\"a\",\"range\":0,\"unit\":0}"
      })
  void rejectsEveryOtherText(String message) {
    assertThat(UnitName.parse(message)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"v\":1}",
        "{\"v\":2,\"versions\":[],\"excluded\":{},\"end\":{}}",
        "{\"v\":1,\"counts\":{\"sealed\":-1},\"bytes\":0,\"failed\":[]}",
        "{\"v\":1,\"counts\":{},\"bytes\":\"0\",\"failed\":[]}",
        "{\"v\":1,\"counts\":{},\"bytes\":0,\"failed\":[{}]}",
        "{\"v\":1,\"job\":\"a\",\"prefix\":\"\",\"phase\":\"ELSE\"}"
      })
  void rejectsStoredDocumentsThatAreNone(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> BackfillPlanJson.read(bytes)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> UnitResultJson.read(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsUnitsWithVersionsThatLackAKey() {
    byte[] bytes =
        "{\"v\":1,\"versions\":[{\"versionId\":\"v\"}],\"excluded\":{},\"end\":{}}"
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> UnitJson.read(NAME, bytes))
        .isInstanceOf(IllegalArgumentException.class);
    BackfillUnit unit =
        new BackfillUnit(
            NAME,
            List.of(new BackfillVersion("k", "v", null, null, null)),
            VersionCounts.NONE,
            RangePosition.after("k"));
    assertThat(UnitJson.read(NAME, UnitJson.write(unit))).isEqualTo(unit);
  }
}
