/** Hooks: routes of the operator that are called before and after the promotion of an object. */
@NullMarked
package dev.waybill.custody.hook;

import org.jspecify.annotations.NullMarked;
