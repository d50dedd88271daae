package dev.waybill.camel;

import dev.waybill.backfill.UnitTally;
import dev.waybill.digest.HeadResult;
import dev.waybill.model.Custody;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Custody of an exchange, kept in properties so that the body is free for the components' requests
 * and responses.
 */
final class CustodyExchange {
  private static final String STAGE = "waybill.custody";
  private static final String HEAD = "waybill.head";
  private static final String MESSAGE = "waybill.message";
  private static final String DENIED = "waybill.denied";
  private static final String TALLY = "waybill.tally";
  private static final String STARTED = "waybill.started";
  private static final String ENDS = "waybill.ends";

  private CustodyExchange() {}

  /**
   * Returns the stage that an exchange has reached.
   *
   * @param step the calling step, for the error message
   * @throws IllegalStateException when the exchange is at another stage, because the steps of the
   *     route are in a wrong order
   */
  static <S extends Custody> S require(Exchange exchange, Class<S> stage, String step) {
    Object reached = exchange.getProperty(STAGE);
    if (!stage.isInstance(reached)) {
      throw new IllegalStateException(
          "route "
              + exchange.getFromRouteId()
              + ": the step "
              + step
              + " needs an object that is "
              + stage.getSimpleName()
              + ", but it is "
              + (reached == null ? "not yet received" : reached.getClass().getSimpleName())
              + "; the steps are in a wrong order");
    }
    return stage.cast(reached);
  }

  static void reach(Exchange exchange, Custody stage) {
    exchange.setProperty(STAGE, stage);
  }

  static void setHeadResult(Exchange exchange, HeadResult head) {
    exchange.setProperty(HEAD, head);
  }

  /**
   * Returns the HEAD result of a received version.
   *
   * @param step the calling step, for the error message
   * @throws IllegalStateException when S3 was not asked about this version, because the steps of
   *     the route are in a wrong order
   */
  static HeadResult headResult(Exchange exchange, Received received, String step) {
    if (exchange.getProperty(HEAD) instanceof HeadResult head && head.received().equals(received)) {
      return head;
    }
    throw new IllegalStateException(
        "route "
            + exchange.getFromRouteId()
            + ": waybill.digest.mode is server, and the step "
            + step
            + " needs serverDigest.head to run before it; the steps are in a wrong order");
  }

  /** Returns the stage that an exchange has reached; a text when it has reached none. */
  static Object reached(Exchange exchange) {
    Object stage = exchange.getProperty(STAGE);
    return stage == null ? "nothing" : stage;
  }

  /** Keeps the message as it was received: a record that fails is only a part of it. */
  static void start(Exchange exchange, String message) {
    exchange.setProperty(STARTED, Instant.now());
    exchange.setProperty(MESSAGE, message);
    // Shared with the copies of the exchange that each record gets.
    exchange.setProperty(DENIED, new AtomicBoolean());
    exchange.setProperty(ENDS, new ConcurrentLinkedQueue<Outcome>());
  }

  /** Notes the outcome of one record of the message. */
  @SuppressWarnings("unchecked") // Only start sets the property.
  static void end(Exchange exchange, Outcome outcome) {
    Queue<Outcome> ends = exchange.getProperty(ENDS, Queue.class);
    if (ends != null) {
      ends.add(outcome);
    }
  }

  /** Returns the outcomes of the message's records so far. */
  @SuppressWarnings("unchecked") // Only start sets the property.
  static List<Outcome> ends(Exchange exchange) {
    Queue<Outcome> ends = exchange.getProperty(ENDS, Queue.class);
    return ends == null ? List.of() : List.copyOf(ends);
  }

  /** Keeps the tally of the unit of a backfill that the message hands out. */
  static void setTally(Exchange exchange, UnitTally tally) {
    exchange.setProperty(TALLY, tally);
  }

  /** Returns the tally of the unit of a backfill; null for a notification. */
  static @Nullable UnitTally tally(Exchange exchange) {
    return exchange.getProperty(TALLY, UnitTally.class);
  }

  /** Notes that an object of the message is denied. */
  static void setDenied(Exchange exchange) {
    AtomicBoolean denied = exchange.getProperty(DENIED, AtomicBoolean.class);
    if (denied != null) {
      denied.set(true);
    }
  }

  /** Returns true when an object of the message is denied. */
  static boolean isDenied(Exchange exchange) {
    AtomicBoolean denied = exchange.getProperty(DENIED, AtomicBoolean.class);
    return denied != null && denied.get();
  }

  static String message(Exchange exchange) {
    return exchange.getProperty(MESSAGE, "", String.class);
  }

  static Instant started(Exchange exchange) {
    Instant started = exchange.getProperty(STARTED, Instant.class);
    return started == null ? Instant.now() : started;
  }
}
