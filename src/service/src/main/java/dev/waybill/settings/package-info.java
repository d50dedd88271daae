/**
 * Settings of operators: one declaration for each, the loader that reads them from all sources, and
 * validated records that the other packages use.
 */
@NullMarked
package dev.waybill.settings;

import org.jspecify.annotations.NullMarked;
