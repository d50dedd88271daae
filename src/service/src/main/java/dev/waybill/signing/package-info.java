/** The key that signs records: its keystore, its certificate and the security provider. */
@NullMarked
package dev.waybill.signing;

import org.jspecify.annotations.NullMarked;
