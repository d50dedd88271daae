/**
 * Interface between the engine and the rest of the local cloud. Uses JDK types only, because both
 * sides have different libraries.
 */
@NullMarked
package dev.waybill.localcloud.athena.bridge;

import org.jspecify.annotations.NullMarked;
