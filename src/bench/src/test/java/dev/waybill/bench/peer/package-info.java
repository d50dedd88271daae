/** Peers that need only dependencies of Waybill. */
package dev.waybill.bench.peer;
