package dev.waybill.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Claims of tests, and what a store has of them. */
final class ClaimFixtures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClaimFixtures() {}

  static Claim answered(int number) {
    return new Claim.Answered("id-" + number, Instant.parse("2026-11-30T12:00:00Z"));
  }

  static List<String> files(LogStore store) {
    return store.list(ClaimsFile.PREFIX).map(Listed::key).toList();
  }

  /** Returns the lines of a file after its statement. */
  static List<String> lines(LogStore store, String key) {
    byte[] content = store.find(key).orElseThrow().content();
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      String text = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the request ids of all files, in the order of the files. */
  static List<String> ids(LogStore store) {
    List<String> ids = new ArrayList<>();
    for (String file : files(store)) {
      for (String line : lines(store, file)) {
        try {
          JsonNode id = JSON.readTree(line).path("request_id");
          if (id.isTextual()) {
            ids.add(id.asText());
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return ids;
  }
}
