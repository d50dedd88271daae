/** Clients of the log's ports to services that speak HTTP. */
@NullMarked
package dev.waybill.log.http;

import org.jspecify.annotations.NullMarked;
