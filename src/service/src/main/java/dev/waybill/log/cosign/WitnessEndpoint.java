package dev.waybill.log.cosign;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Witness that is asked for cosignatures. A witness with several keys is one endpoint.
 *
 * @param name name of the witness for messages
 * @param url address of its call {@code add-checkpoint}
 * @param keys its keys; signatures of other keys are ignored
 */
public record WitnessEndpoint(String name, URI url, List<VerifierKey> keys) {
  private static final String CALL = "add-checkpoint";

  public WitnessEndpoint {
    keys = List.copyOf(keys);
  }

  /**
   * Returns the endpoint of a submission prefix.
   *
   * @throws IllegalArgumentException when the prefix is no URL of HTTP or HTTPS
   */
  public static WitnessEndpoint of(String name, String prefix, List<VerifierKey> keys) {
    try {
      URI url = new URI(prefix.endsWith("/") ? prefix + CALL : prefix + "/" + CALL);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isHttp && url.getHost() != null && url.getRawQuery() == null) {
        return new WitnessEndpoint(name, url, keys);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(problem(name, prefix), e);
    }
    throw new IllegalArgumentException(problem(name, prefix));
  }

  private static String problem(String name, String prefix) {
    return "the witness " + name + " has the URL " + prefix + ", which must be http:// or https://";
  }

  Optional<VerifierKey> keyOf(NoteSignature signature) {
    return keys.stream().filter(it -> it.isNamedBy(signature)).findFirst();
  }
}
