/** Athena: workgroups, queries and their results, and the checking of SQL without a query. */
@NullMarked
package dev.waybill.localcloud.athena;

import org.jspecify.annotations.NullMarked;
