package dev.waybill.log.cosign;

import java.util.concurrent.CompletableFuture;

/** Client of the call {@code add-checkpoint} of C2SP tlog-witness. */
@FunctionalInterface
public interface WitnessClient {
  /**
   * Sends a request. Returns at once.
   *
   * @return the reply, within the time limit of the client; it never completes exceptionally
   */
  CompletableFuture<WitnessReply> addCheckpoint(WitnessEndpoint witness, byte[] body);
}
