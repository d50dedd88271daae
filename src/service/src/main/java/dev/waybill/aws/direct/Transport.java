package dev.waybill.aws.direct;

import java.io.IOException;
import java.util.Map;

/** Sender of signed requests, without retries. */
interface Transport extends AutoCloseable {
  /**
   * Sends once.
   *
   * @param headers all that are sent, by lower-case name, but for the length of the body
   * @throws IOException when no whole head of an answer came
   */
  DirectResponse send(Endpoint to, DirectRequest request, Map<String, String> headers)
      throws IOException;

  @Override
  void close();
}
