/**
 * Examination of sealed versions: the record is read again, and the object is found, read again and
 * compared with what was sealed.
 */
@NullMarked
package dev.waybill.fixity.examine;

import org.jspecify.annotations.NullMarked;
