package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.wire.Principal;

/**
 * Issued temporary credentials.
 *
 * @param kind the kind of the principal
 * @param name the name of the user or role
 * @param session the session name of a role; empty for other principals
 * @param mfa true if the caller authenticated with a second factor
 * @param expires the expiry in seconds since the epoch
 */
record Session(Principal.Kind kind, String name, String session, boolean mfa, long expires) {}
