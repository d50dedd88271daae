/** Checks of the settings beyond their values: places of problems, files, contradictions. */
@NullMarked
package dev.waybill.lint.config;

import org.jspecify.annotations.NullMarked;
