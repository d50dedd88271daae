/** The auditor's program: verifies a record file offline. */
@NullMarked
package dev.waybill.record.cli;

import org.jspecify.annotations.NullMarked;
