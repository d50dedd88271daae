/** Athena: workgroups, queries and their results, and the judgement of SQL without a query. */
@NullMarked
package dev.waybill.localcloud.athena;

import org.jspecify.annotations.NullMarked;
