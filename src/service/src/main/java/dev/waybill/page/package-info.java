/** HTML pages for people, rendered from templates that are compiled with the program. */
@NullMarked
package dev.waybill.page;

import org.jspecify.annotations.NullMarked;
