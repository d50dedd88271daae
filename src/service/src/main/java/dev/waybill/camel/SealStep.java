package dev.waybill.camel;

import dev.waybill.custody.order.CustodyStep;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.promotion.Destination;
import dev.waybill.provenance.Sealer;
import dev.waybill.provenance.StatedDestination;
import dev.waybill.record.Pae;
import dev.waybill.settings.CustodyScopes;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.component.crypto.DigitalSignatureConstants;
import org.jspecify.annotations.Nullable;

/** Bean {@code provenance}: states the digest, and seals the statement that the route signed. */
public final class SealStep {
  private static final String STATEMENT = "waybill.statement";

  private final Sealer sealer;
  private final CustodyScopes scopes;
  private final CustodyListener listener;

  public SealStep(Sealer sealer, CustodyScopes scopes, CustodyListener listener) {
    this.sealer = sealer;
    this.scopes = scopes;
    this.listener = listener;
  }

  /** Returns the bytes to sign: the pre-authentication encoding of the statement. */
  @CustodyStep(needs = Digested.class)
  public byte[] state(Exchange exchange) {
    Digested digested = CustodyExchange.require(exchange, Digested.class, "provenance.state");
    byte[] statement = sealer.statement(digested, destination(digested));
    exchange.setProperty(STATEMENT, statement);
    return Pae.of(statement);
  }

  private @Nullable StatedDestination destination(Digested digested) {
    if (!digested.received().purpose().isPromoted()) {
      return null;
    }
    Destination to = Destination.of(digested.version(), scopes);
    return new StatedDestination(to.bucket(), to.key());
  }

  /**
   * Stores the signed record, or compares the digest with the record that already exists.
   *
   * @throws IllegalStateException when the statement was not signed
   */
  @CustodyStep(needs = Digested.class, needsBody = CustodyStep.Signed.class, reaches = Sealed.class)
  public void seal(Exchange exchange) {
    Digested digested = CustodyExchange.require(exchange, Digested.class, "provenance.seal");
    byte[] statement = exchange.getProperty(STATEMENT, byte[].class);
    String signature =
        exchange.getMessage().getHeader(DigitalSignatureConstants.SIGNATURE, String.class);
    if (statement == null || signature == null) {
      throw new IllegalStateException(
          "the step provenance.seal needs a signed statement; the steps are in a wrong order");
    }
    exchange.getMessage().removeHeader(DigitalSignatureConstants.SIGNATURE);
    Sealed sealed = sealer.seal(digested, statement, Base64.getMimeDecoder().decode(signature));
    CustodyExchange.reach(exchange, sealed);
    listener.reached(sealed);
  }
}
