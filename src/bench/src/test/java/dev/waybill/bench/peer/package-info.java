/** Consumers to compare with that need nothing but Waybill's own dependencies. */
package dev.waybill.bench.peer;
