package dev.waybill.routes;

/** Bean {@code promotion} as the promotion uses it; a test prepares the answers. */
public record FakePromotion(CallLog calls) {
  public boolean isCopied() {
    return calls.answer("promotion.isCopied");
  }

  public void keep() {
    calls.record("promotion.keep");
  }

  public boolean needsParts() {
    return calls.answer("promotion.needsParts");
  }

  public void copyInParts() {
    calls.record("promotion.copyInParts");
  }

  public String copyRequest() {
    calls.record("promotion.copyRequest");
    return "the copy";
  }

  public void judge() {
    calls.record("promotion.judge");
  }

  public void contest() {
    calls.record("promotion.contest");
  }

  public boolean isSuperseded() {
    return calls.answer("promotion.isSuperseded");
  }

  public String deleteRequest() {
    calls.record("promotion.deleteRequest");
    return "the version";
  }
}
