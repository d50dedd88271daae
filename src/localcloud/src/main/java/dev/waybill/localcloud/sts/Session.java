package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.wire.Principal;

/**
 * Credentials that were issued.
 *
 * @param kind of the principal
 * @param name of the user or role
 * @param session of the role; empty for others
 * @param mfa whether a second factor was shown
 * @param expires seconds of the epoch
 */
record Session(Principal.Kind kind, String name, String session, boolean mfa, long expires) {}
