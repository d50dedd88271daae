/** Wire formats of AWS: signatures, chunked bodies, checksums, XML and percent-encoding. */
@NullMarked
package dev.waybill.localcloud.wire;

import org.jspecify.annotations.NullMarked;
