/** Athena's workgroups. */
@NullMarked
package dev.waybill.localcloud.athena;

import org.jspecify.annotations.NullMarked;
