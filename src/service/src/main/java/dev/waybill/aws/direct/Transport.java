package dev.waybill.aws.direct;

import java.io.IOException;
import java.util.Map;

/** HTTP transport of signed requests, without retries. */
interface Transport extends AutoCloseable {
  /**
   * Sends a request once.
   *
   * @param headers all headers to send except the content length, by lower-case name
   * @throws IOException when the connection fails before the response headers are complete
   */
  DirectResponse send(Endpoint endpoint, DirectRequest request, Map<String, String> headers)
      throws IOException;

  @Override
  void close();
}
