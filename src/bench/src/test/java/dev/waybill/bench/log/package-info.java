/** Replicas of the soak of the log, {@code .ci/soak-log.py}. */
package dev.waybill.bench.log;
