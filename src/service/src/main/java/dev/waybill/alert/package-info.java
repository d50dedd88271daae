/**
 * Findings, their ends, and the events about them in formats that other tools read: CloudEvents and
 * OCSF. This package carries findings and does not decide what one is.
 */
@NullMarked
package dev.waybill.alert;

import org.jspecify.annotations.NullMarked;
