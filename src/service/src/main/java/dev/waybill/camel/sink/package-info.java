/** Where alerts go: one bean for the routes, one sink a service, and what waits for a sink. */
@NullMarked
package dev.waybill.camel.sink;

import org.jspecify.annotations.NullMarked;
