/**
 * Stored progress of each audit, which runs and replicas share: judged rows, the active run, and
 * findings that are not reported yet.
 */
@NullMarked
package dev.waybill.audit.state;

import org.jspecify.annotations.NullMarked;
