/** What the engine and the rest say to each other: JDK types only, since their libraries differ. */
@NullMarked
package dev.waybill.localcloud.athena.bridge;

import org.jspecify.annotations.NullMarked;
