package dev.waybill.fixity.second;

import dev.waybill.record.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of a report about the versions of a manifest: none, one or several for each. A version
 * that has several is not verified by any of them.
 */
final class RowBook {
  private final ReadManifest manifest;
  private final List<List<RowOutcome>> outcomes = new ArrayList<>();

  RowBook(ReadManifest manifest) {
    this.manifest = manifest;
    manifest.versions().forEach(it -> outcomes.add(List.of()));
  }

  /**
   * Adds a row; counts what it cannot be assigned to, and rows after the first of a version.
   *
   * @param problems receives the problem of the row
   */
  void add(StatedRow row, ProblemCounts problems) {
    int at = find(row, problems);
    if (at < 0) {
      return;
    }
    List<RowOutcome> before = outcomes.get(at);
    if (before.isEmpty()) {
      outcomes.set(at, List.of(row.outcome()));
    } else {
      problems.add(ReportProblem.ROW_TWICE);
      List<RowOutcome> all = new ArrayList<>(before);
      all.add(row.outcome());
      outcomes.set(at, all.stream().distinct().toList().size() == 1 ? twice(all) : all);
    }
    if (row.outcome() instanceof RowOutcome.Unusable unusable) {
      problems.add(unusable.problem());
    }
  }

  private static List<RowOutcome> twice(List<RowOutcome> equal) {
    return List.of(equal.get(0), new RowOutcome.Unusable(ReportProblem.ROW_TWICE));
  }

  private int find(StatedRow row, ProblemCounts problems) {
    boolean isOther =
        manifest.versions().stream()
            .findFirst()
            .filter(it -> it.bucket().equals(row.bucket()))
            .isEmpty();
    if (isOther) {
      problems.add(ReportProblem.ROW_OTHER_BUCKET);
      return -1;
    }
    try {
      int at = row(row, ManifestKey.decodeForm(row.encodedKey()));
      at = at < 0 ? row(row, ManifestKey.decode(row.encodedKey())) : at;
      if (at < 0) {
        problems.add(ReportProblem.ROW_FOREIGN);
      }
      return at;
    } catch (IllegalArgumentException e) {
      problems.add(ReportProblem.KEY_MALFORMED);
      return -1;
    }
  }

  private int row(StatedRow row, String key) {
    String version = row.versionId().isEmpty() ? ObjectVersion.NULL_VERSION : row.versionId();
    return key.isEmpty() ? -1 : manifest.row(new ObjectVersion(row.bucket(), key, version));
  }

  /** Returns the statements about a version of the manifest, in the order of the report. */
  List<RowOutcome> of(ObjectVersion version) {
    int at = manifest.row(version);
    return at < 0 ? List.of() : outcomes.get(at);
  }

  /** Returns the number of versions that have no row. */
  long missing() {
    return outcomes.stream().filter(List::isEmpty).count();
  }
}
