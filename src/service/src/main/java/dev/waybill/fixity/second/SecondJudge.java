package dev.waybill.fixity.second;

import dev.waybill.fixity.second.RowOutcome.Computed;
import dev.waybill.fixity.second.RowOutcome.Failed;
import dev.waybill.fixity.second.RowOutcome.Unusable;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judge of the sealed versions of one scope by the rows of a report.
 *
 * <p>The log does not state the version ids of promoted copies. So a sealed version is verified
 * when S3 computed its digest for its own version or for any version at the key of its copy; and a
 * version at such a key, whose digest was sealed for none of the key's entries, is altered.
 */
final class SecondJudge {
  private final RowBook rows;
  private final Map<String, Set<Sha256>> sealed = new HashMap<>();
  private final Map<String, List<ObjectVersion>> stored = new HashMap<>();
  private final Set<ObjectVersion> blamed = new HashSet<>();
  private final List<SecondFinding> findings = new ArrayList<>();
  private long verified;

  /**
   * @param known every sealed version of the scope, also those that are not judged
   */
  SecondJudge(ReadManifest manifest, RowBook rows, List<SealedTarget> known) {
    this.rows = rows;
    for (SealedTarget target : known) {
      sealed.computeIfAbsent(target.key(), it -> new HashSet<>()).add(target.sha256());
      sealed.computeIfAbsent(target.source().key(), it -> new HashSet<>()).add(target.sha256());
    }
    for (ObjectVersion version : manifest.versions()) {
      stored.computeIfAbsent(version.key(), it -> new ArrayList<>()).add(version);
    }
  }

  /** Judges a sealed version. */
  void judge(SealedTarget target) {
    List<ObjectVersion> places = places(target);
    if (places.stream().anyMatch(it -> isOf(it, target.sha256()))) {
      verified++;
    } else {
      findings.add(finding(target, places));
    }
  }

  private List<ObjectVersion> places(SealedTarget target) {
    List<ObjectVersion> places = new ArrayList<>();
    if (!rowsOf(target.source()).isEmpty() || isStored(target.source())) {
      places.add(target.source());
    }
    if (target.destination() != null) {
      places.addAll(stored.getOrDefault(target.destination(), List.of()));
    }
    return places;
  }

  private boolean isStored(ObjectVersion version) {
    return stored.getOrDefault(version.key(), List.of()).contains(version);
  }

  private List<RowOutcome> rowsOf(ObjectVersion version) {
    return rows.of(version);
  }

  private boolean isOf(ObjectVersion version, Sha256 sha256) {
    return rowsOf(version).equals(List.of(new Computed(sha256)));
  }

  private SecondFinding finding(SealedTarget target, List<ObjectVersion> places) {
    List<ObjectVersion> altered =
        places.stream()
            .filter(it -> it.equals(target.source()) ? isOther(it, target) : isStray(it))
            .toList();
    if (!altered.isEmpty()) {
      // Which version was whose cannot be known, so that each of them is named once first.
      ObjectVersion place =
          altered.stream().filter(it -> !blamed.contains(it)).findFirst().orElse(altered.get(0));
      blamed.add(place);
      return finding(target, SecondOutcome.ALTERED, place, "");
    }
    return unproven(target, places);
  }

  private SecondFinding unproven(SealedTarget target, List<ObjectVersion> places) {
    for (ObjectVersion place : places) {
      Optional<Failed> failed = one(place, Failed.class);
      if (failed.isPresent()) {
        return finding(target, SecondOutcome.FAILED, place, failed.get().code());
      }
    }
    for (ObjectVersion place : places) {
      String problem = problem(place);
      if (!problem.isEmpty()) {
        return finding(target, SecondOutcome.UNVERIFIED, place, problem);
      }
    }
    return finding(target, SecondOutcome.ABSENT, target.source(), "");
  }

  private boolean isOther(ObjectVersion own, SealedTarget target) {
    return rowsOf(own).stream()
        .anyMatch(it -> it instanceof Computed digest && !digest.sha256().equals(target.sha256()));
  }

  private boolean isStray(ObjectVersion version) {
    Set<Sha256> known = sealed.getOrDefault(version.key(), Set.of());
    return rowsOf(version).stream()
        .anyMatch(it -> it instanceof Computed digest && !known.contains(digest.sha256()));
  }

  private <T extends RowOutcome> Optional<T> one(ObjectVersion version, Class<T> type) {
    List<RowOutcome> all = rowsOf(version);
    return all.size() == 1 && type.isInstance(all.get(0))
        ? Optional.of(type.cast(all.get(0)))
        : Optional.empty();
  }

  /** Returns the name of what keeps a version from being verified; empty for nothing. */
  private String problem(ObjectVersion version) {
    List<RowOutcome> all = rowsOf(version);
    if (all.size() != 1) {
      return (all.isEmpty() ? ReportProblem.ROW_MISSING : ReportProblem.ROW_TWICE).label();
    }
    return one(version, Unusable.class).map(it -> it.problem().label()).orElse("");
  }

  private static SecondFinding finding(
      SealedTarget target, SecondOutcome outcome, ObjectVersion place, String reason) {
    return new SecondFinding(target.index(), outcome, place, reason, null);
  }

  /** Returns the number of sealed versions that were verified. */
  long verified() {
    return verified;
  }

  /**
   * Returns the sealed versions that were not verified, and the stored versions with other bytes
   * that none of them explains.
   */
  List<SecondFinding> findings() {
    List<SecondFinding> all = new ArrayList<>(findings);
    for (List<ObjectVersion> versions : stored.values()) {
      for (ObjectVersion version : versions) {
        if (!blamed.contains(version) && isStray(version)) {
          all.add(
              new SecondFinding(
                  SecondFinding.UNEXPLAINED, SecondOutcome.ALTERED, version, "", null));
        }
      }
    }
    return List.copyOf(all);
  }
}
