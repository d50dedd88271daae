package dev.waybill.camel;

import dev.waybill.camel.order.HookRoutes;
import dev.waybill.custody.hook.Hook;
import dev.waybill.custody.hook.HookEvent;
import dev.waybill.custody.hook.HookFailedException;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CustodySummary;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.Sealed;
import dev.waybill.model.SourceRetained;
import dev.waybill.promotion.Destination;
import dev.waybill.settings.CustodyScopes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Bean {@code hooks}: calls the routes of the operator, each in an exchange of its own, so that
 * nothing that a hook does to its message reaches custody.
 */
public final class HookStep {
  /** Header with the id of the event; HTTP, SQS and SNS endpoints send it along. */
  static final String ID_HEADER = "Idempotency-Key";

  private static final String CALL = "waybill.hook";

  private final CustodyScopes scopes;
  private final String recordBucket;
  private final Map<Hook, Boolean> present = new ConcurrentHashMap<>();
  private @Nullable ProducerTemplate template;

  /**
   * @param recordBucket the provenance bucket
   */
  public HookStep(CustodyScopes scopes, String recordBucket) {
    this.scopes = scopes;
    this.recordBucket = recordBucket;
  }

  /**
   * Calls the hook {@code direct:sealed} before a sealed version is promoted.
   *
   * @throws RuntimeException when the hook fails: the version is not promoted in this delivery
   */
  @CustodyStep(needs = Sealed.class)
  public void sealed(Exchange exchange) {
    Sealed sealed = CustodyExchange.require(exchange, Sealed.class, "hooks.sealed");
    if (isPresent(Hook.SEALED, exchange)) {
      Destination to = Destination.of(sealed.version(), scopes);
      call(HookEvent.sealed(sealed, to.bucket(), to.key()), exchange.getContext());
    }
  }

  /**
   * Calls the hook {@code direct:promoted} for each promoted version of a message, whenever it was
   * promoted, because an earlier delivery may have ended between the two.
   *
   * @throws RuntimeException when a call fails: the queue delivers the message again
   */
  @CustodyStep(needsBody = CustodyStep.EndedRecords.class)
  public void promoted(Exchange message) {
    if (!isPresent(Hook.PROMOTED, message)) {
      return;
    }
    HookFailedException failure = null;
    for (Outcome outcome : CustodyExchange.ends(message)) {
      CustodySummary promoted = summary(outcome);
      try {
        if (promoted != null) {
          call(HookEvent.promoted(promoted, recordBucket), message.getContext());
        }
      } catch (HookFailedException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable CustodySummary summary(Outcome outcome) {
    if (outcome instanceof Promoted promoted) {
      return CustodySummary.of(promoted.copied());
    }
    if (outcome instanceof SourceRetained retained) {
      return CustodySummary.of(retained.copied());
    }
    return outcome instanceof AlreadyDone done ? done.promoted() : null;
  }

  /** Returns true when an exchange belongs to the call of a hook. */
  static boolean isCall(Exchange exchange) {
    return exchange.getProperty(CALL, false, Boolean.class);
  }

  private void call(HookEvent event, CamelContext context) {
    Exchange answer = template(context).send(event.hook().uri(), call -> prepare(call, event));
    if (answer.getException() != null) {
      String summary = FailureCause.of(answer.getException()).summary();
      throw new HookFailedException(event.hook(), summary, event.object());
    }
    if (answer.isRollbackOnly()) {
      throw new HookFailedException(event.hook(), "rolled back", event.object());
    }
  }

  /** No header holds text of a sender, because components evaluate some headers. */
  private static void prepare(Exchange call, HookEvent event) {
    call.setProperty(CALL, true);
    Message message = call.getMessage();
    message.setHeader(ID_HEADER, event.id());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(event.json());
  }

  private boolean isPresent(Hook hook, Exchange exchange) {
    return present.computeIfAbsent(
        hook,
        it -> HookRoutes.of(it, (ModelCamelContext) exchange.getContext()).findAny().isPresent());
  }

  private synchronized ProducerTemplate template(CamelContext context) {
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }
}
