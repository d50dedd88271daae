package dev.waybill.fixity.second;

import dev.waybill.record.object.Sha256;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of a reading. The outcomes of the sealed versions add up to their number.
 *
 * @param read the reading
 * @param state state of the job when it had ended
 * @param sealed number of sealed versions that were judged
 * @param verified number of those whose bytes S3 verified
 * @param findings all others, and stored versions that no entry explains
 * @param rows number of rows of the manifest
 * @param problems numbers of the problems of the report
 * @param files SHA-256 of the files of the report that were read, by their keys
 */
public record SecondReport(
    StartedRead read,
    JobState state,
    long sealed,
    long verified,
    List<SecondFinding> findings,
    long rows,
    Map<ReportProblem, Long> problems,
    SortedMap<String, Sha256> files) {
  public SecondReport {
    findings = List.copyOf(findings);
    problems = Map.copyOf(problems);
    files = new TreeMap<>(files);
    long others = findings.stream().filter(it -> !it.isUnexplained()).count();
    if (verified + others != sealed) {
      throw new IllegalArgumentException(
          verified + " verified and " + others + " others are not " + sealed + " sealed versions");
    }
  }

  /** Returns the number of sealed versions with an outcome. */
  public long count(SecondOutcome outcome) {
    return outcome == SecondOutcome.VERIFIED
        ? verified
        : findings.stream().filter(it -> !it.isUnexplained() && it.outcome() == outcome).count();
  }

  /** Returns the number of findings that a person must look at. */
  public long defects() {
    return findings.stream().filter(SecondFinding::isDefect).count();
  }

  /** Returns true when every sealed version was verified and the report has no problem. */
  public boolean isClean() {
    return findings.isEmpty() && problems.isEmpty();
  }
}
