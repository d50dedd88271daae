/**
 * Audits of object access: the window of events that a run judges, and how a query ends. This
 * package sends no query.
 */
@NullMarked
package dev.waybill.audit;

import org.jspecify.annotations.NullMarked;
