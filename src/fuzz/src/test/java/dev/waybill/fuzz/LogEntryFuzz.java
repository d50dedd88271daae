package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any bytes are read as an entry, a bundle and a path, and written again, or rejected by name. */
final class LogEntryFuzz {
  @FuzzTest(maxDuration = "10s")
  void readsWhatItWritesOrRejects(byte[] bytes) {
    readEntry(bytes);
    try {
      List<byte[]> entries = EntryBundle.decode(bytes, TileAddress.FULL);
      assertThat(EntryBundle.encode(entries)).isEqualTo(bytes);
      entries.forEach(LogEntryFuzz::readEntry);
    } catch (InvalidLogException e) {
      assertThat(e).hasMessageContaining("bundle");
    }
    String path = new String(bytes, StandardCharsets.UTF_8);
    TileAddress.ofPath(path).ifPresent(it -> assertThat(it.path()).isEqualTo(path));
  }

  private static void readEntry(byte[] bytes) {
    try {
      assertThat(LogEntry.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (InvalidLogException e) {
      assertThat(e.getMessage()).startsWith("the entry ");
    }
  }
}
