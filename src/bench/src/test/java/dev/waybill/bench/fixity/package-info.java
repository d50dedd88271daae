/** Re-verification over generated logs, without a service: memory by the size of the log. */
package dev.waybill.bench.fixity;
