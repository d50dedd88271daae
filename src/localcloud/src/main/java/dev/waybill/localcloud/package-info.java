/** An embedded AWS on loopback, for trying and testing without an account. */
@NullMarked
package dev.waybill.localcloud;

import org.jspecify.annotations.NullMarked;
