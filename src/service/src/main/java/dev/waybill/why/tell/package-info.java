/** Telling of an object's story: the sources are asked, and facts become events and a verdict. */
@NullMarked
package dev.waybill.why.tell;

import org.jspecify.annotations.NullMarked;
