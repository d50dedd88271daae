/** Command line: one class per command, exit codes, and the printed reports. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
