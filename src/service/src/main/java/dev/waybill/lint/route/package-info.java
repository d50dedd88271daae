/** Checks of route files as YAML: nothing is loaded, started or connected. */
@NullMarked
package dev.waybill.lint.route;

import org.jspecify.annotations.NullMarked;
