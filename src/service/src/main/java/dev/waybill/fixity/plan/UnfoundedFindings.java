package dev.waybill.fixity.plan;

import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.fixity.watch.WatchedDefect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * End of findings whose defect is stored neither in a slice nor in the list of watched defects. A
 * defect is stored before it is reported and removed before its finding ends, so such a finding is
 * one whose end was lost with the process that found it mended.
 */
final class UnfoundedFindings {
  private static final Logger LOG = LoggerFactory.getLogger(UnfoundedFindings.class);

  /** Time between two looks; a finding must be without a defect at both of them. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(2);

  private final String bucket;
  private final Supplier<List<OpenFinding>> open;
  private final Supplier<Set<WatchedDefect>> watched;
  private final SliceBook book;
  private final Consumer<Report> reports;
  private Set<OpenFinding> before = Set.of();
  private @Nullable Instant looked;

  /**
   * @param bucket the provenance bucket
   * @param open findings whose incidents are open, as far as this process knows; those of others
   *     too
   * @param watched defects that were found outside of the cycle
   * @param reports receives the ends; never throws and does not block
   */
  UnfoundedFindings(
      String bucket,
      Supplier<List<OpenFinding>> open,
      Supplier<Set<WatchedDefect>> watched,
      SliceBook book,
      Consumer<Report> reports) {
    this.bucket = bucket;
    this.open = open;
    this.watched = watched;
    this.book = book;
    this.reports = reports;
  }

  /** Looks when it is time. To be called when every slice is summarised. */
  void run(Instant now) {
    if (looked != null && Duration.between(looked, now).abs().compareTo(LOOK_EVERY) < 0) {
      return;
    }
    looked = now;
    try {
      look(now);
    } catch (RuntimeException e) {
      LOG.warn(
          "comparing open findings with defects failed cause=\"{}\"; retrying", e.getMessage());
    }
  }

  private void look(Instant now) {
    Set<OpenFinding> ours =
        open.get().stream().filter(this::isOfDefect).collect(Collectors.toCollection(HashSet::new));
    ours.removeIf(this::isInSlice);
    if (!ours.isEmpty()) {
      Set<String> uids =
          watched.get().stream()
              .map(it -> DefectFinding.uid(bucket, it))
              .collect(Collectors.toSet());
      ours.removeIf(it -> uids.contains(it.uid()));
    }
    ours.stream().filter(before::contains).forEach(it -> end(it, now));
    before = ours;
  }

  private void end(OpenFinding finding, Instant now) {
    reports.accept(
        new FindingEnd(finding.uid(), finding.rule(), now, "an examination found that it is over"));
  }

  /** The findings about the promise end otherwise. */
  private boolean isOfDefect(OpenFinding finding) {
    return finding.uid().startsWith(finding.rule() + "/" + bucket)
        && (finding.rule().equals(DefectFindings.FURTHER)
            || DefectFinding.condition(finding.rule()).isPresent());
  }

  private boolean isInSlice(OpenFinding finding) {
    if (finding.rule().equals(DefectFindings.FURTHER)) {
      return book.slices().progress().otherDefects() > 0;
    }
    String last = finding.uid().substring(finding.uid().lastIndexOf('/') + 1);
    long slice = last.matches("\\d{1,18}") ? Long.parseLong(last) / SliceSchedule.ENTRIES : -1;
    return slice >= 0
        && slice < book.slices().size()
        && book.slices().get(slice).singleDefects > 0
        && book.state(slice).defects().stream()
            .anyMatch(
                it ->
                    it.isSingle()
                        && DefectFinding.uid(bucket, it.condition(), it.index())
                            .equals(finding.uid()));
  }
}
