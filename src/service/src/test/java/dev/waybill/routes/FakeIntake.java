package dev.waybill.routes;

import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** Beans of the intake: the fake records are words, and their first letters decide the branches. */
final class FakeIntake {
  private FakeIntake() {}

  /** Bean {@code intake}; a message is words, and a word that begins with "skip" is skipped. */
  public record Intake(CallLog calls) {
    public List<String> read(@Body String message) {
      calls.record("intake.read");
      return List.of(message.split(" "));
    }

    public boolean isSkipped(@Body String word) {
      return word.startsWith("skip");
    }

    public void receive(@Body String word) {
      calls.record("intake.receive " + word);
    }
  }

  /** Bean {@code promotion} as the intake uses it. */
  public record Purpose() {
    public boolean isCanary(@Body String word) {
      return word.startsWith("canary");
    }
  }

  /** Bean {@code ledger}, which replaces the body by an outcome like the real bean. */
  public record Ledger(CallLog calls) {
    public void skipped(Exchange exchange) {
      end(exchange, "skipped");
    }

    public void canary(Exchange exchange) {
      end(exchange, "canary");
    }

    public void inPlace(Exchange exchange) {
      end(exchange, "inPlace");
    }

    public void superseded(Exchange exchange) {
      end(exchange, "superseded");
    }

    public void promoted(Exchange exchange) {
      end(exchange, "promoted");
    }

    public void requireEnd() {
      calls.record("ledger.requireEnd");
    }

    private void end(Exchange exchange, String outcome) {
      calls.record("ledger." + outcome);
      exchange.getMessage().setBody(outcome());
    }
  }

  /** Bean {@code failures}. */
  public record Failures(CallLog calls) {
    public boolean isFinal() {
      return calls.answer("failures.isFinal");
    }

    public void resolve(Exchange exchange) {
      calls.record("failures.resolve");
      exchange.getMessage().setBody(outcome());
    }

    public void willRetry() {
      calls.record("failures.willRetry");
    }
  }

  /** Returns an outcome; the real aggregation requires one of each record. */
  static Skipped outcome() {
    return new Skipped(SkipReason.TEST_EVENT, "fake");
  }
}
