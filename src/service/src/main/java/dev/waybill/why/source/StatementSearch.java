package dev.waybill.why.source;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Search for signed statements about an object: its repairs, and the drill that made it. */
public final class StatementSearch {
  /** Limit of the repairs that are read. */
  private static final int MAX_REPAIRS = 200;

  private final LogStore store;
  private final RecordVerifier verifier;
  private final String bucket;
  private final String drills;

  /**
   * Statements about an object.
   *
   * @param invalid addresses of objects in the place of statements that are none
   */
  public record Statements(
      List<RepairStatement> repairs, List<DrillStatement> drills, List<String> invalid) {
    /** Result without a statement. */
    public static final Statements NONE = new Statements(List.of(), List.of(), List.of());

    public Statements {
      repairs = List.copyOf(repairs);
      drills = List.copyOf(drills);
      invalid = List.copyOf(invalid);
    }
  }

  /**
   * @param bucket the provenance bucket, for addresses
   * @param drills prefix of the objects of drills
   */
  public StatementSearch(LogStore store, RecordVerifier verifier, String bucket, String drills) {
    this.store = store;
    this.verifier = verifier;
    this.bucket = bucket;
    this.drills = drills;
  }

  /**
   * Returns the statements about an object.
   *
   * @throws RuntimeException when they cannot be listed or read
   */
  public Statements of(StoryKeys keys) {
    List<RepairStatement> repairs = new ArrayList<>();
    List<DrillStatement> drilled = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String key : candidates(keys)) {
      Optional<StoredObject> found = store.find(key);
      Optional<LoggedStatement> statement =
          found
              .flatMap(it -> verifier.statement(it.content(), it.lastModified()))
              .filter(it -> it.key().equals(key));
      if (statement.isPresent() && statement.get() instanceof RepairStatement repair) {
        repairs.add(repair);
      } else if (statement.isPresent() && statement.get() instanceof DrillStatement drill) {
        drilled.add(drill);
      } else if (found.isPresent()) {
        invalid.add(uri(key));
      }
    }
    return new Statements(repairs, drilled, invalid);
  }

  private String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private List<String> candidates(StoryKeys keys) {
    List<String> candidates = new ArrayList<>();
    for (String key : keys.all()) {
      String any = RecordKey.ofRepair(new ObjectVersion(keys.bucket(key), key, "any"));
      try (Stream<Listed> listed = store.list(any.substring(0, any.lastIndexOf('/') + 1))) {
        listed.limit(MAX_REPAIRS).map(Listed::key).forEach(candidates::add);
      }
    }
    if (keys.original().startsWith(drills)) {
      String name = keys.original().substring(drills.length());
      int end = name.indexOf('.');
      candidates.add(DrillStatement.key(end < 0 ? name : name.substring(0, end)));
    }
    return candidates;
  }
}
