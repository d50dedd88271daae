package dev.waybill.camel;

import dev.waybill.aws.HeldMessages;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.Route;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * Factory of the policy of routes that receive from SQS, also of edited ones: the end of each
 * message's work is noted.
 *
 * @param held messages of this process
 */
public record HeldMessagesPolicy(HeldMessages held) implements RoutePolicyFactory {
  private static final String QUEUE = "aws2-sqs:";

  @Override
  public @Nullable RoutePolicy createRoutePolicy(
      CamelContext camelContext, String routeId, NamedNode route) {
    return route instanceof NamedRoute named
            && String.valueOf(named.getEndpointUrl()).startsWith(QUEUE)
        ? new Notes(held)
        : null;
  }

  /** Policy of one route. */
  private static final class Notes extends RoutePolicySupport {
    private final HeldMessages held;

    Notes(HeldMessages held) {
      this.held = held;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
      String receipt = exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
      if (receipt == null) {
        return;
      }
      if (exchange.isFailed() || exchange.isRollbackOnly()) {
        held.failed(receipt);
      } else {
        held.ended(receipt);
      }
    }
  }
}
