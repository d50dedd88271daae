package dev.waybill.camel.audit;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.AuditRun;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Exchange properties that hold a run, which leaves the body to the Athena component. */
final class AuditExchange {
  private static final String QUERY = "waybill.audit.query";
  private static final String STARTED = "waybill.audit.started";
  private static final String RUN = "waybill.audit.run";
  private static final String STATEMENT = "waybill.audit.statement";
  private static final String ANSWER = "waybill.audit.answer";

  private AuditExchange() {}

  static void start(Exchange exchange, AuditQuery query, Instant now) {
    exchange.setProperty(QUERY, query);
    exchange.setProperty(STARTED, now);
  }

  static AuditQuery query(Exchange exchange) {
    return require(exchange, QUERY, AuditQuery.class);
  }

  static Instant started(Exchange exchange) {
    return require(exchange, STARTED, Instant.class);
  }

  static void run(Exchange exchange, AuditRun run) {
    exchange.setProperty(RUN, run);
  }

  static AuditRun run(Exchange exchange) {
    return require(exchange, RUN, AuditRun.class);
  }

  static Optional<AuditRun> find(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(RUN, AuditRun.class));
  }

  /** Returns the token by which a repeated report counts once; empty without a claimed run. */
  static String report(Exchange exchange) {
    return find(exchange).map(it -> it.work().token()).orElse("");
  }

  static void statement(Exchange exchange, String sql) {
    exchange.setProperty(STATEMENT, sql);
  }

  static String statement(Exchange exchange) {
    return require(exchange, STATEMENT, String.class);
  }

  static void answer(Exchange exchange, QueryEnd.Answered answer) {
    exchange.setProperty(ANSWER, answer);
  }

  static QueryEnd.@Nullable Answered answer(Exchange exchange) {
    return exchange.getProperty(ANSWER, QueryEnd.Answered.class);
  }

  static QueryEnd.Answered requireAnswer(Exchange exchange) {
    return require(exchange, ANSWER, QueryEnd.Answered.class);
  }

  /**
   * Returns a property.
   *
   * @throws IllegalStateException when the property is missing because the steps of the route are
   *     in a wrong order
   */
  private static <T> T require(Exchange exchange, String name, Class<T> type) {
    T value = exchange.getProperty(name, type);
    if (value == null) {
      throw new IllegalStateException(
          "route "
              + exchange.getFromRouteId()
              + ": "
              + name
              + " is not set yet; the steps are in a wrong order");
    }
    return value;
  }
}
