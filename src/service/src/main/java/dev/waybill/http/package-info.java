/** Limits of HTTP servers, shared by the port of the service and the witness. */
@NullMarked
package dev.waybill.http;

import org.jspecify.annotations.NullMarked;
