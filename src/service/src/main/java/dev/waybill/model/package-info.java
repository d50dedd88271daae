/**
 * The words of the trade: one object version, the stages its custody passes, and how it ends.
 *
 * <p>Depends on nothing but the JDK. The order of the stages lives in these types: each stage holds
 * the one before it, so a later one cannot be built without the earlier one.
 */
@NullMarked
package dev.waybill.model;

import org.jspecify.annotations.NullMarked;
