/** The keys that sign: of records with keystore, certificate and provider, and of the log. */
@NullMarked
package dev.waybill.signing;

import org.jspecify.annotations.NullMarked;
