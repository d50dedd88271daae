/** The command line: one class a command, exit codes, what a person reads. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
