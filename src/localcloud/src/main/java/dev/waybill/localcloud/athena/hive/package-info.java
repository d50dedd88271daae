/** Hive's statements, types and partition projection, as Athena takes them. */
@NullMarked
package dev.waybill.localcloud.athena.hive;

import org.jspecify.annotations.NullMarked;
