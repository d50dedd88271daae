package dev.waybill.why.tell;

import dev.waybill.why.source.TrailGaps;
import java.util.List;

/** Names of the sources in gaps. */
final class SourceNames {
  static final String VERSIONS = "versions";
  static final String RECORDS = "records";
  static final String LOG = "log";
  static final String READINGS = "re-verification";
  static final String INCIDENTS = "incidents";
  static final String STATEMENTS = "repairs and drills";
  static final String LETTERS = "dead letters";
  static final String CALLS = "cloudtrail";
  static final String KEYS = "keys";
  static final String TRAIL = TrailGaps.SOURCE;

  /** Sources without which custody cannot be called whole. */
  static final List<String> DECISIVE = List.of(KEYS, VERSIONS, RECORDS, LOG, READINGS, INCIDENTS);

  private SourceNames() {}
}
