/** Trino as the SQL engine, loaded in a class loader of its own. */
@NullMarked
package dev.waybill.localcloud.athena.engine;

import org.jspecify.annotations.NullMarked;
