/** What S3 looks like on the wire: signatures, chunked bodies, checksums, XML and escapes. */
@NullMarked
package dev.waybill.localcloud.wire;

import org.jspecify.annotations.NullMarked;
