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

/** What a service keeps is whole at any time, and there again. */
final class KeptMapTest {
  @TempDir private Path folder;

  private KeptMap<String> open() throws IOException {
    return KeptMap.open(folder.resolve("kept/map.json"), String.class);
  }

  @Test
  void what_was_put_is_there_again_and_what_was_removed_is_not() throws IOException {
    KeptMap<String> kept = open();
    kept.put("a\n\"b\"", "\u00e4 \ud83d\ude00");
    kept.put("gone", "x");
    kept.remove("gone");
    assertThat(open().all()).containsOnlyKeys("a\n\"b\"").containsValue("\u00e4 \ud83d\ude00");
  }

  @Test
  void a_change_that_is_refused_changes_nothing() throws IOException {
    KeptMap<String> kept = open();
    kept.put("a", "1");
    assertThatExceptionOfType(JsonError.class)
        .isThrownBy(
            () ->
                kept.change(
                    all -> {
                      all.put("a", "2");
                      throw new JsonError("Refused", "no");
                    }));
    assertThat(kept.get("a")).isEqualTo("1");
    assertThat(open().get("a")).isEqualTo("1");
  }

  @Test
  void a_draft_that_was_cut_short_is_not_taken_for_the_file() throws IOException {
    open().put("a", "1");
    Files.writeString(folder.resolve("kept/map.json.new"), "{\"a\":");
    KeptMap<String> kept = open();
    assertThat(kept.get("a")).isEqualTo("1");
    kept.put("b", "2");
    assertThat(open().all()).containsOnlyKeys("a", "b");
  }

  @Test
  void a_damaged_file_is_not_taken_for_an_empty_one() throws IOException {
    open().put("a", "1");
    Files.writeString(folder.resolve("kept/map.json"), "{\"a\":");
    assertThatExceptionOfType(IOException.class).isThrownBy(this::open);
  }

  @Test
  void many_who_change_it_at_once_lose_nothing() throws IOException {
    KeptMap<String> kept = open();
    IntStream.range(0, 50).parallel().forEach(i -> kept.put("k" + i, "v"));
    assertThat(open().all()).hasSize(50);
  }

  @Test
  void trees_are_kept_as_they_are() throws IOException {
    KeptMap<ObjectNode> trees = KeptMap.open(folder.resolve("trees.json"), ObjectNode.class);
    ObjectNode tree = JsonCall.newAnswer().put("n", 1);
    tree.putArray("list").add("x");
    trees.put("t", tree);
    assertThat(KeptMap.open(folder.resolve("trees.json"), ObjectNode.class).all())
        .isEqualTo(Map.of("t", tree));
  }
}
