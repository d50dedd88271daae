package dev.waybill.camel;

import dev.waybill.aws.MessageVisibility;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Pause between the deliveries of a message one of whose objects is denied.
 *
 * @param visibility the queue
 * @param pause the pause; zero for the queue's own visibility timeout
 */
public record DeniedRetries(MessageVisibility visibility, Duration pause) {
  /** Hides the message when it has failed, and not before, because Camel extends it until then. */
  void watch(Exchange message) {
    String receipt = message.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
    if (pause.isZero() || receipt == null) {
      return;
    }
    message
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onFailure(Exchange failed) {
                if (CustodyExchange.isDenied(failed)) {
                  visibility.hide(receipt, pause);
                }
              }
            });
  }
}
