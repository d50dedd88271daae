package dev.waybill.claims;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.LogTask;
import dev.waybill.log.StoredObject;
import dev.waybill.record.RecordVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check of the files of claims of today and yesterday: each must be signed by a trusted key. A
 * principal with the role's credentials can put a file, but cannot sign it.
 */
public final class ClaimsCheck implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimsCheck.class);

  /** Limit for findings of one run; the next run goes on. */
  private static final int MAX_FINDINGS = 20;

  private static final Duration DAY = Duration.ofDays(1);

  private final LogStore store;
  private final RecordVerifier verifier;
  private final String bucket;
  private final Clock clock;
  private Set<String> checked = new HashSet<>();

  /**
   * @param store the provenance bucket
   * @param bucket name of the provenance bucket
   */
  public ClaimsCheck(LogStore store, RecordVerifier verifier, String bucket, Clock clock) {
    this.store = store;
    this.verifier = verifier;
    this.bucket = bucket;
    this.clock = clock;
  }

  private boolean isSigned(String key, StoredObject object) {
    return ClaimsFile.read(object.content())
        .filter(
            file ->
                verifier
                    .signedPayload(file.statement(), object.lastModified())
                    .filter(it -> ClaimsStatement.states(it, key, file.digest()))
                    .isPresent())
        .isPresent();
  }

  /** Checks the files that no earlier run of this process has checked. */
  @Override
  public synchronized List<Report> run() {
    List<Report> reports = new ArrayList<>();
    try {
      Instant now = clock.instant();
      Set<String> present = new HashSet<>();
      check(ClaimsFile.day(now.minus(DAY)), present, reports);
      check(ClaimsFile.day(now), present, reports);
      checked = present;
    } catch (RuntimeException e) {
      LOG.warn("check of claims failed cause=\"{}\"; retrying later", e.getMessage());
      LOG.debug("check of claims failed", e);
    }
    return reports;
  }

  private void check(String prefix, Set<String> present, List<Report> reports) {
    List<String> keys;
    try (Stream<Listed> files = store.list(prefix)) {
      keys = files.map(Listed::key).toList();
    }
    for (String key : keys) {
      if (checked.contains(key)) {
        present.add(key);
      } else if (reports.size() < MAX_FINDINGS) {
        store.find(key).filter(it -> !isSigned(key, it)).ifPresent(it -> reports.add(forged(key)));
        present.add(key);
        // A run that fails later does not check this file again.
        checked.add(key);
      }
    }
  }

  private Finding forged(String key) {
    return new Finding(
        "claims-forged/" + bucket + "/" + key,
        "claims-forged",
        "A file of claims that the service did not sign",
        Severity.CRITICAL,
        key + " claims calls as the service's own, and no trusted key signed it",
        "another process has the credentials of the service's role: revoke the role's sessions, and"
            + " find the put and the other calls of its address in CloudTrail",
        "arn:aws:s3:::" + bucket,
        clock.instant());
  }
}
