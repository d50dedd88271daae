/** The SQL engine, Trino. Only a class loader of its own sees its classes. */
@NullMarked
package dev.waybill.localcloud.athena.engine;

import org.jspecify.annotations.NullMarked;
