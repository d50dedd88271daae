package dev.waybill.localcloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the journal while it is written and compacted. */
final class QueueJournalTest {
  private static final int SMALL = 20_000;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("journal");
  }

  @Test
  void compactionRemovesOnlyDeletedMessages() throws Exception {
    try (QueueJournal journal = QueueJournal.replace(file, List.of(), SMALL)) {
      journal.append(new JournalEntry.QueueSet("q", Map.of("VisibilityTimeout", "3")));
      journal.appendDurably(sent("kept"));
      for (int i = 0; i < 2000; i++) {
        journal.append(sent("m" + i));
        journal.append(new JournalEntry.Deleted("m" + i));
        assertThat(Files.size(file)).isLessThan(2 * SMALL);
      }
      QueueState state = QueueJournal.read(file);
      assertThat(state.messages()).extracting(JournalEntry.Sent::id).containsExactly("kept");
      assertThat(state.queues()).containsEntry("q", Map.of("VisibilityTimeout", "3"));
    }
  }

  @Test
  void compactsRarelyWhenNoMessageIsDeleted() throws Exception {
    try (QueueJournal journal = QueueJournal.replace(file, List.of(), SMALL)) {
      Object first = null;
      int compactions = 0;
      for (int i = 0; i < 2000; i++) {
        journal.append(sent("m" + i));
        Object now = Files.getAttribute(file, "unix:ino");
        compactions += now.equals(first) ? 0 : 1;
        first = now;
      }
      assertThat(compactions).isLessThan(6);
      assertThat(QueueJournal.read(file).messages()).hasSize(2000);
    }
  }

  /** A killed process leaves the file as it was at that moment; compaction is atomic. */
  @Test
  void everyAppendedEntryIsInTheFileAtAnyTime() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try (QueueJournal journal = QueueJournal.replace(file, List.of(), SMALL)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String name = "w" + writer;
        all.add(writers.submit(() -> write(journal, name)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(QueueJournal.read(file).messages()).hasSize(4 * 30);
    } finally {
      writers.shutdownNow();
    }
  }

  private void write(QueueJournal journal, String name) {
    for (int i = 0; i < 300; i++) {
      String id = name + "/" + i;
      journal.appendDurably(sent(id));
      if (i % 10 != 0) {
        journal.append(new JournalEntry.Deleted(id));
      } else {
        assertThat(remaining(name)).contains(id);
      }
    }
  }

  private List<String> remaining(String name) {
    try {
      Path copy = folder.resolve(name);
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      return QueueJournal.read(copy).messages().stream().map(JournalEntry.Sent::id).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void appliesDeletionAndMoveThatPrecedeTheirSend() throws Exception {
    try (QueueJournal journal = QueueJournal.replace(file, List.of(), SMALL)) {
      journal.append(new JournalEntry.Deleted("early"));
      journal.append(new JournalEntry.Moved("poison", "dead"));
      for (int i = 0; i < 1000; i++) {
        journal.append(sent("m" + i));
        journal.append(new JournalEntry.Deleted("m" + i));
      }
      journal.append(sent("early"));
      journal.append(sent("poison"));
      assertThat(QueueJournal.read(file).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.queue()).isEqualTo("dead"));
    }
  }

  private static JournalEntry sent(String id) {
    return new JournalEntry.Sent(
        id, "q", JsonNodeFactory.instance.objectNode().put("MessageBody", "text of " + id));
  }
}
