package dev.waybill.baseline;

import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.baseline.control.ControlDefinition;
import dev.waybill.baseline.control.ControlState;
import dev.waybill.baseline.control.UnmanagedResourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads controls one after the other, and mends them when told to. */
final class ControlRunner {
  private static final int NOT_IMPLEMENTED = 501;
  private static final Set<Status> STANDS = Set.of(Status.HOLDS, Status.MENDED);

  private final boolean mending;
  private final Consumer<ControlResult> progress;
  private final List<ControlResult> results = new ArrayList<>();
  private final Set<String> standing = new HashSet<>();
  private final Set<String> notServed = new HashSet<>();

  /**
   * @param progress hears of each control as soon as it ended
   */
  ControlRunner(boolean mending, Consumer<ControlResult> progress) {
    this.mending = mending;
    this.progress = progress;
  }

  void run(List<ControlDefinition> measures) {
    for (ControlDefinition measure : measures) {
      ControlResult result = judge(measure);
      results.add(result);
      if (STANDS.contains(result.status())) {
        standing.add(result.control().id());
      } else if (result.status() == Status.NOT_SERVED) {
        notServed.add(result.control().id());
      }
      progress.accept(result);
    }
  }

  boolean stands(String id) {
    return standing.contains(id);
  }

  List<ControlResult> results() {
    return results;
  }

  private ControlResult judge(ControlDefinition measure) {
    for (String need : measure.needs()) {
      if (notServed.contains(need)) {
        return result(measure, Status.NOT_SERVED, "stands on " + need);
      }
      if (!standing.contains(need)) {
        return result(measure, Status.BLOCKED, "stands on " + need + ", which does not hold");
      }
    }
    try {
      ControlState reading = measure.read().get();
      return reading.holds() ? result(measure, Status.HOLDS, reading, "") : drift(measure, reading);
    } catch (UnmanagedResourceException e) {
      return result(measure, Status.REFUSED, String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return unread(measure, e);
    }
  }

  /** Fixes a control and reads it again: a response of 200 is no proof. */
  private ControlResult drift(ControlDefinition measure, ControlState found) {
    if (!mending) {
      return result(measure, Status.DRIFTED, found, "");
    }
    measure.mend().run();
    ControlState now = measure.read().get();
    return now.holds()
        ? result(measure, Status.MENDED, found, "")
        : result(measure, Status.DRIFTED, now, "was mended and yet is not as it should be");
  }

  private static ControlResult unread(ControlDefinition measure, SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      return answer.statusCode() == NOT_IMPLEMENTED
          ? result(measure, Status.NOT_SERVED, "the endpoint does not have this service")
          : result(measure, Status.UNREADABLE, reason(answer));
    }
    return result(measure, Status.UNREADABLE, String.valueOf(failure.getMessage()));
  }

  private static String reason(AwsServiceException answer) {
    return answer.awsErrorDetails() == null
        ? String.valueOf(answer.getMessage())
        : answer.awsErrorDetails().errorCode() + ": " + answer.awsErrorDetails().errorMessage();
  }

  private static ControlResult result(ControlDefinition measure, Status status, String note) {
    return new ControlResult(measure.control(), status, "", "", note);
  }

  private static ControlResult result(
      ControlDefinition measure, Status status, ControlState found, String note) {
    return new ControlResult(measure.control(), status, found.is(), found.should(), note);
  }
}
