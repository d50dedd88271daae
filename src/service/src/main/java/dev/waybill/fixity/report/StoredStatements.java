package dev.waybill.fixity.report;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.RecordVerifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signed statements of cycles as the provenance bucket has them, verified. */
public final class StoredStatements {
  private static final Logger LOG = LoggerFactory.getLogger(StoredStatements.class);
  private static final String SUFFIX = ".sigstore.json";
  private static final String OTHER = ".svr" + SUFFIX;

  private final LogStore store;
  private final RecordVerifier verifier;

  /**
   * @param verifier verifier with the trusted keys
   */
  public StoredStatements(LogStore store, RecordVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Returns Waybill's own statements of the newest cycles, the newest first. An object that is no
   * valid statement of its place is logged and left out; the watch over the log reports it.
   *
   * @param limit number of cycles that are looked at
   */
  public List<FixityStatement> newest(int limit) {
    List<String> keys = keys(limit);
    List<Optional<StoredObject>> found = store.findAll(keys);
    List<FixityStatement> statements = new ArrayList<>();
    for (int at = keys.size() - 1; at >= 0; at--) {
      String key = keys.get(at);
      Optional<FixityStatement> statement =
          found
              .get(at)
              .flatMap(it -> verifier.fixityStatement(it.content(), it.lastModified()))
              .filter(it -> it.key().equals(key));
      statement.ifPresentOrElse(
          statements::add, () -> LOG.warn("fixity statement rejected key={}", printed(key)));
    }
    return statements;
  }

  private List<String> keys(int limit) {
    Deque<String> last = new ArrayDeque<>();
    try (Stream<Listed> listed = store.list(FixityPaths.CYCLES)) {
      listed
          .map(Listed::key)
          .filter(it -> it.endsWith(SUFFIX) && !it.endsWith(OTHER))
          .forEach(
              it -> {
                last.addLast(it);
                if (last.size() > limit) {
                  last.removeFirst();
                }
              });
    }
    return List.copyOf(last);
  }

  private static String printed(String key) {
    return key.replaceAll("[^ -~]|\"", "?");
  }
}
