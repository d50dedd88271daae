/**
 * Checks that run before the first message is received; each failure names the setting, its value
 * and the fix.
 */
@NullMarked
package dev.waybill.startup;

import org.jspecify.annotations.NullMarked;
