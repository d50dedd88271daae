package dev.waybill.local;

import dev.waybill.model.Copied;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import dev.waybill.model.Rejected;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Console output of each object's custody. Keys are printed percent-encoded. */
public final class ConsoleStory implements CustodyListener {
  private final PrintStream out;

  public ConsoleStory() {
    this(System.out);
  }

  ConsoleStory(PrintStream out) {
    this.out = out;
  }

  /** Prints one line of text. */
  public void print(String line) {
    out.println(line);
  }

  /** Prints a row of a query's result, with untrusted input escaped. */
  public void row(List<String> columns, Map<String, String> row) {
    out.println(
        "  "
            + columns.stream()
                .map(it -> EscapedText.of(row.getOrDefault(it, "-")))
                .collect(Collectors.joining("  ")));
  }

  /** Prints an alert and the time that passed before it arrived. */
  public void alert(Duration after, String title, String message) {
    alert("after " + after.toSeconds() + " s", title, message);
  }

  /** Prints an alert that arrived earlier. */
  void alert(Instant at, String title, String message) {
    alert("of " + at.truncatedTo(ChronoUnit.SECONDS), title, message);
  }

  private void alert(String when, String title, String message) {
    out.println("ALERT " + when + ": " + EscapedText.of(title) + ": " + EscapedText.of(message));
  }

  @Override
  public void reached(Custody stage) {
    String line =
        stage instanceof Received received
            ? "received   " + received.version().uri()
            : stage instanceof Digested digested
                ? "sha256     " + digested.sha256() + "  (" + digested.size() + " bytes)"
                : stage instanceof Sealed sealed
                    ? "sealed at  s3://" + sealed.recordBucket() + "/" + sealed.recordKey()
                    : promoted((Copied) stage);
    out.println("  " + name(stage.version()) + "  " + line);
  }

  /** Prints the place of a record in the log of records. */
  void logged(Sealed sealed, String place) {
    out.println("  " + name(sealed.version()) + "  logged as  " + place);
  }

  private static String promoted(Copied copied) {
    return "promoted to " + copied.destination().uri() + "  (" + copied.verifiedBy() + ")";
  }

  /** Returns a prefix of the version id, which distinguishes objects in parallel custody. */
  private static String name(ObjectVersion version) {
    String id = PercentEncoding.component(version.versionId());
    return "[" + id.substring(0, Math.min(6, id.length())) + "]";
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    String detail =
        outcome instanceof Rejected rejected ? ": " + EscapedText.of(rejected.detail()) : "";
    ObjectVersion version = outcome.version();
    // Messages that name no object come in between, such as S3's test event.
    String name = version == null ? "[queue]" : name(version);
    out.println("  " + name + "  " + outcome.label() + detail + " in " + took.toMillis() + " ms");
  }

  @Override
  public void willRetry(String step, Throwable cause) {
    out.println("           " + EscapedText.of(step) + " failed, retrying");
  }
}
