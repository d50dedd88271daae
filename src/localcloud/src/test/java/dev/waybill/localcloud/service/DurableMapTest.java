package dev.waybill.localcloud.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a durable map is complete at any time and restored when it is opened again. */
final class DurableMapTest {
  @TempDir private Path folder;

  private DurableMap<String> open() throws IOException {
    return DurableMap.open(folder.resolve("map/map.json"), String.class);
  }

  @Test
  void restoresPutValuesWithoutRemovedOnes() throws IOException {
    DurableMap<String> map = open();
    map.put("a\n\"b\"", "\u00e4 \ud83d\ude00");
    map.put("gone", "x");
    map.remove("gone");
    assertThat(open().all()).containsOnlyKeys("a\n\"b\"").containsValue("\u00e4 \ud83d\ude00");
  }

  @Test
  void failedChangeChangesNothing() throws IOException {
    DurableMap<String> map = open();
    map.put("a", "1");
    assertThatExceptionOfType(JsonError.class)
        .isThrownBy(
            () ->
                map.change(
                    all -> {
                      all.put("a", "2");
                      throw new JsonError("Rejected", "no");
                    }));
    assertThat(map.get("a")).isEqualTo("1");
    assertThat(open().get("a")).isEqualTo("1");
  }

  @Test
  void ignoresDraftOfInterruptedWrite() throws IOException {
    open().put("a", "1");
    Files.writeString(folder.resolve("map/map.json.new"), "{\"a\":");
    DurableMap<String> map = open();
    assertThat(map.get("a")).isEqualTo("1");
    map.put("b", "2");
    assertThat(open().all()).containsOnlyKeys("a", "b");
  }

  @Test
  void rejectsDamagedFile() throws IOException {
    open().put("a", "1");
    Files.writeString(folder.resolve("map/map.json"), "{\"a\":");
    assertThatExceptionOfType(IOException.class).isThrownBy(this::open);
  }

  @Test
  void concurrentChangesAreAllStored() throws IOException {
    DurableMap<String> map = open();
    IntStream.range(0, 50).parallel().forEach(i -> map.put("k" + i, "v"));
    assertThat(open().all()).hasSize(50);
  }

  @Test
  void storesTreesUnchanged() throws IOException {
    DurableMap<ObjectNode> trees = DurableMap.open(folder.resolve("trees.json"), ObjectNode.class);
    ObjectNode tree = JsonCall.newAnswer().put("n", 1);
    tree.putArray("list").add("x");
    trees.put("t", tree);
    assertThat(DurableMap.open(folder.resolve("trees.json"), ObjectNode.class).all())
        .isEqualTo(Map.of("t", tree));
  }
}
