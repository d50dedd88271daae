/**
 * Domain model: notifications, the stages of one object version's custody, and its outcomes.
 *
 * <p>Each stage holds the stage before it, so a later stage cannot be built without the earlier
 * one.
 */
@NullMarked
package dev.waybill.model;

import org.jspecify.annotations.NullMarked;
