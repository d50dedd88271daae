/** Order of custody's steps: what each step takes and gives, and what is possible before it. */
@NullMarked
package dev.waybill.custody.order;

import org.jspecify.annotations.NullMarked;
