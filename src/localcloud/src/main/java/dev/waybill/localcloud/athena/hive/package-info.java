/** Athena's Hive DDL statements, types and partition projection. */
@NullMarked
package dev.waybill.localcloud.athena.hive;

import org.jspecify.annotations.NullMarked;
