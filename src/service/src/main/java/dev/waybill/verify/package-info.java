/**
 * Verification of an object against its sealed record, online and offline; free of console and
 * command line.
 */
@NullMarked
package dev.waybill.verify;

import org.jspecify.annotations.NullMarked;
