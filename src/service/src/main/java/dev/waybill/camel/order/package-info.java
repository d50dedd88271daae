/** Check of edited routes: the order of custody's steps, by what each step takes and gives. */
@NullMarked
package dev.waybill.camel.order;

import org.jspecify.annotations.NullMarked;
