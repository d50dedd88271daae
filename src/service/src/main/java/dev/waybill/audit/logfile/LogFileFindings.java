package dev.waybill.audit.logfile;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.audit.state.Fingerprint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings about log files that queries leave out, one for each file. */
final class LogFileFindings {
  private static final String RULE = "log-file-damaged";

  private static final String FIX =
      "compare it with its earlier versions (aws s3api list-object-versions) and with CloudTrail's"
          + " digest (aws cloudtrail validate-logs); put the genuine bytes back as a new version,"
          + " which is judged by itself; CT-05 and the object's versions show who wrote it";

  private LogFileFindings() {}

  /**
   * Returns the finding about a damaged file.
   *
   * @param digest what CloudTrail's digests say about it
   */
  static Finding damaged(UnreadFile file, String digest, Instant now) {
    LogObject object = file.object();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("file", object.uri());
    details.put("etag", object.eTag());
    details.put("size", Long.toString(object.size()));
    details.put("sha256", file.sha256());
    details.put("delivered", object.modified().toString());
    details.put("judged", Long.toString(judged(file)));
    details.put("lost", Long.toString(file.content().lost()));
    details.put("complete", Boolean.toString(file.content().complete()));
    details.put("digest", digest);
    return new Finding(
        uid(object.uri()),
        RULE,
        "A log file cannot be read as CloudTrail writes it",
        isJudged(file) ? Severity.MEDIUM : Severity.HIGH,
        object.uri() + ": " + file.content().reason() + "; " + outcome(file),
        FIX,
        object.uri(),
        now,
        new OccurrenceStats(file.since(), now, 1, object.eTag()),
        details,
        List.of());
  }

  private static long judged(UnreadFile file) {
    return file.copy().isEmpty() ? 0 : file.content().records();
  }

  private static boolean isJudged(UnreadFile file) {
    return file.content().isWhole() && judged(file) == file.content().records();
  }

  private static String outcome(UnreadFile file) {
    LogFileContent content = file.content();
    String lost = content.lost() == 0 ? "" : ", " + content.lost() + " records are not judged";
    String rest = content.complete() ? "" : ", what follows the last of them is not judged";
    return judged(file) + " of its records are judged from a copy" + lost + rest;
  }

  static FindingEnd mended(MendedLog file, Instant now) {
    return new FindingEnd(
        uid(file.uri()),
        RULE,
        now,
        "the file is readable; the audits judge the events from "
            + file.from()
            + " to "
            + file.until()
            + " again");
  }

  /** Returns a uid of limited length: a key may have 1,024 bytes. */
  private static String uid(String uri) {
    return RULE + "/" + HexFormat.of().formatHex(Fingerprint.of(List.of(uri)), 0, 16);
  }
}
