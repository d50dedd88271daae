/** Everything on one machine: the service on the local cloud, and a demo. */
@NullMarked
package dev.waybill.local;

import org.jspecify.annotations.NullMarked;
