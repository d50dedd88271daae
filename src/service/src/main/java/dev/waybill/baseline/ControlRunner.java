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

/** Runner of controls: reads them in order and, on request, fixes those that do not hold. */
final class ControlRunner {

  private static final int NOT_IMPLEMENTED = 501;
  private static final Set<Status> SATISFIED = Set.of(Status.HOLDS, Status.FIXED);

  private final boolean fix;
  private final Set<String> taken;
  private final Consumer<ControlResult> progress;
  private final List<ControlResult> results = new ArrayList<>();
  private final Set<String> satisfied = new HashSet<>();
  private final Set<String> notServed = new HashSet<>();

  /**
   * @param fix true to fix controls that do not hold, false to read only
   * @param taken ids of controls whose fix may take something away from others
   * @param progress receiver of each result as soon as the control is done
   */
  ControlRunner(boolean fix, Set<String> taken, Consumer<ControlResult> progress) {
    this.fix = fix;
    this.taken = Set.copyOf(taken);
    this.progress = progress;
  }

  void run(List<ControlDefinition> definitions) {
    for (ControlDefinition definition : definitions) {
      ControlResult result = evaluate(definition);
      results.add(result);
      if (SATISFIED.contains(result.status())) {
        satisfied.add(result.control().id());
      } else if (result.status() == Status.NOT_SERVED) {
        notServed.add(result.control().id());
      }
      progress.accept(result);
    }
  }

  /** Returns true when the control ran and holds. */
  boolean isSatisfied(String id) {
    return satisfied.contains(id);
  }

  List<ControlResult> results() {
    return results;
  }

  private ControlResult evaluate(ControlDefinition definition) {
    for (String prerequisite : definition.prerequisites()) {
      if (notServed.contains(prerequisite)) {
        return result(definition, Status.NOT_SERVED, "depends on " + prerequisite);
      }
      if (!satisfied.contains(prerequisite)) {
        return result(
            definition, Status.BLOCKED, "depends on " + prerequisite + ", which does not hold");
      }
    }
    try {
      ControlState state = definition.read().get();
      return state.holds() ? result(definition, Status.HOLDS, state, "") : drift(definition, state);
    } catch (UnmanagedResourceException e) {
      return result(definition, Status.REFUSED, String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return unreadable(definition, e);
    }
  }

  /**
   * Fixes a control and reads it again, because a successful response does not prove the change.
   */
  private ControlResult drift(ControlDefinition definition, ControlState found) {
    boolean refused = !found.takes().isEmpty() && !taken.contains(definition.control().id());
    if (!fix || refused) {
      Status status = fix ? Status.REFUSED : Status.DRIFTED;
      return result(definition, status, found, refused ? asking(definition, found) : "");
    }
    definition.apply().run();
    ControlState now = definition.read().get();
    return now.holds()
        ? result(definition, Status.FIXED, found, "")
        : result(definition, Status.DRIFTED, now, "still differs after the fix");
  }

  private static String asking(ControlDefinition definition, ControlState found) {
    return "the fix takes away from others: "
        + found.takes()
        + "; if they may lose that, run waybill baseline apply --take "
        + definition.control().id();
  }

  private static ControlResult unreadable(ControlDefinition definition, SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      return answer.statusCode() == NOT_IMPLEMENTED
          ? result(definition, Status.NOT_SERVED, "the endpoint does not have this service")
          : result(definition, Status.UNREADABLE, reason(answer));
    }
    return result(definition, Status.UNREADABLE, String.valueOf(failure.getMessage()));
  }

  private static String reason(AwsServiceException answer) {
    return answer.awsErrorDetails() == null
        ? String.valueOf(answer.getMessage())
        : answer.awsErrorDetails().errorCode() + ": " + answer.awsErrorDetails().errorMessage();
  }

  private static ControlResult result(ControlDefinition definition, Status status, String note) {
    return new ControlResult(definition.control(), status, "", "", note);
  }

  private static ControlResult result(
      ControlDefinition definition, Status status, ControlState found, String note) {
    return new ControlResult(definition.control(), status, found.is(), found.should(), note);
  }
}
