/** What an operator can set: validated records that refuse to exist when wrong. */
@NullMarked
package dev.waybill.settings;

import org.jspecify.annotations.NullMarked;
