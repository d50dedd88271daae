package dev.waybill.routes;

import org.apache.camel.Exchange;
import org.apache.camel.component.crypto.DigitalSignatureConstants;

/** Beans of the seal; a test prepares the answers to their questions. */
final class FakeSeal {
  static final byte[] STATEMENT = {1, 2, 3};

  private FakeSeal() {}

  /** Bean {@code serverDigest}. */
  public record ServerDigest(CallLog calls) {
    public boolean applies() {
      return calls.answer("serverDigest.applies");
    }

    public void head() {
      calls.record("serverDigest.head");
    }

    public boolean needsCopy() {
      return calls.answer("serverDigest.needsCopy");
    }

    public String copyRequest() {
      calls.record("serverDigest.copyRequest");
      return "the copy ahead";
    }

    public void acceptDigest() {
      calls.record("serverDigest.acceptDigest");
    }

    public void occupied() {
      calls.record("serverDigest.occupied");
    }
  }

  /** Bean {@code digest}. */
  public record Digest(CallLog calls) {
    public boolean isDue() {
      return calls.answer("digest.isDue");
    }

    public String request() {
      calls.record("digest.request");
      return "the version";
    }

    public void hash() {
      calls.record("digest.hash");
    }
  }

  /** Bean {@code provenance}, which notes whether the statement arrives with a signature. */
  public record Provenance(CallLog calls) {
    public byte[] state() {
      calls.record("provenance.state");
      return STATEMENT;
    }

    public void seal(Exchange exchange) {
      boolean isSigned =
          exchange.getMessage().getHeader(DigitalSignatureConstants.SIGNATURE) != null;
      calls.record(isSigned ? "provenance.seal" : "provenance.seal without signature");
    }
  }
}
