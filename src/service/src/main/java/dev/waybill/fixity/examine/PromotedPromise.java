package dev.waybill.fixity.examine;

import dev.waybill.settings.PromotedRetention;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Promise of the deployment about promoted objects, besides what their records state.
 *
 * @param kmsKey id, ARN or alias of the key under which the bucket encrypts objects by default;
 *     null when it is not known
 * @param retention retention that every promoted version gets; null for none
 * @param since time from which promoted versions have had this retention; older ones are not
 *     compared with it
 */
public record PromotedPromise(
    @Nullable String kmsKey, @Nullable PromotedRetention retention, Instant since) {
  /** Promise of nothing. */
  public static final PromotedPromise NONE = new PromotedPromise(null, null, Instant.MAX);
}
