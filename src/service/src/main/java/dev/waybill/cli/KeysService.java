package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.KeyStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Service behind the command {@code keys}. */
public interface KeysService {
  /** Returns the status of every key that is trusted or published. */
  List<KeyStatus> list(LoadedSettings settings);

  /**
   * Revokes a key in the list of trusted keys, and calls no AWS service.
   *
   * @param keyId the fingerprint of the key
   * @param at the time from which on its records are not trusted
   * @return the changed file
   * @throws CommandException when there is no list, it does not hold the key, or it cannot be
   *     written
   */
  Path revoke(LoadedSettings settings, String keyId, Instant at);
}
