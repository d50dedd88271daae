package dev.waybill.ops;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of this machine in requests. A page of a stranger can have its own name point to this
 * machine (DNS rebinding), and a browser then lets it read what a port here answers. The header
 * {@code Host} still has the stranger's name.
 */
final class LocalHosts {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:localhost|[a-z0-9.-]+\\.localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?");

  private LocalHosts() {}

  /** Returns true for an address on which only this machine reaches a port. */
  static boolean isLocal(String address) {
    return address.equals("::1") || isName(address);
  }

  /**
   * Returns true when the header {@code Host} names this machine.
   *
   * @param host the header, which is untrusted input; null when the request has none, as no browser
   *     sends it
   */
  static boolean isName(@Nullable String host) {
    return host == null || NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
