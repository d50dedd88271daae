package dev.waybill.camel;

import dev.waybill.model.Copied;
import dev.waybill.model.Custody;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;

/** Finds the first stage under any later one. */
final class ReceivedStage {
  private ReceivedStage() {}

  static Received of(Custody stage) {
    if (stage instanceof Received received) {
      return received;
    } else if (stage instanceof Digested digested) {
      return digested.received();
    } else if (stage instanceof Sealed sealed) {
      return sealed.digested().received();
    }
    return ((Copied) stage).sealed().digested().received();
  }
}
