/** AWS on loopback, to try and test AWS clients without an account. */
@NullMarked
package dev.waybill.localcloud;

import org.jspecify.annotations.NullMarked;
