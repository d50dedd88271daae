/**
 * Whom Waybill is signed in as: where credentials come from, whose they are, and what mends it when
 * there are none.
 */
@NullMarked
package dev.waybill.aws.identity;

import org.jspecify.annotations.NullMarked;
