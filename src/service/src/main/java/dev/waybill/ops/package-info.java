/** What watches the service: metrics, health and the management port. It cannot act. */
@NullMarked
package dev.waybill.ops;

import org.jspecify.annotations.NullMarked;
