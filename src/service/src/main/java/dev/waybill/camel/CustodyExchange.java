package dev.waybill.camel;

import dev.waybill.model.Custody;
import dev.waybill.model.Received;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * Where an exchange keeps its custody: in a property, so that the body is free for the components'
 * requests and answers.
 */
final class CustodyExchange {
  private static final String STAGE = "waybill.custody";
  private static final String LOOKED = "waybill.looked";
  private static final String MESSAGE = "waybill.message";
  private static final String STARTED = "waybill.started";

  private CustodyExchange() {}

  /**
   * The stage an exchange has reached.
   *
   * @throws IllegalStateException when it has not reached it: the route's steps stand in a wrong
   *     order, and nothing is done
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
              + "; the steps stand in a wrong order");
    }
    return stage.cast(reached);
  }

  static void reach(Exchange exchange, Custody stage) {
    exchange.setProperty(STAGE, stage);
  }

  static void look(Exchange exchange, HeadResult looked) {
    exchange.setProperty(LOOKED, looked);
  }

  /**
   * What S3 said of a received version before any of it was read.
   *
   * @throws IllegalStateException when it was not asked about this one: the route's steps stand in
   *     a wrong order, and nothing is done
   */
  static HeadResult looked(Exchange exchange, Received received, String step) {
    if (exchange.getProperty(LOOKED) instanceof HeadResult looked
        && looked.received().equals(received)) {
      return looked;
    }
    throw new IllegalStateException(
        "route "
            + exchange.getFromRouteId()
            + ": waybill.digest.mode is server, and the step "
            + step
            + " needs an object that S3 was asked about by serverDigest.look; the steps stand in"
            + " a wrong order");
  }

  static Object reached(Exchange exchange) {
    Object stage = exchange.getProperty(STAGE);
    return stage == null ? "nothing" : stage;
  }

  /** Keeps the message as it came, since a record that fails is not all of it. */
  static void start(Exchange exchange, String message) {
    exchange.setProperty(STARTED, Instant.now());
    exchange.setProperty(MESSAGE, message);
  }

  static String message(Exchange exchange) {
    return exchange.getProperty(MESSAGE, "", String.class);
  }

  static Instant started(Exchange exchange) {
    Instant started = exchange.getProperty(STARTED, Instant.class);
    return started == null ? Instant.now() : started;
  }
}
