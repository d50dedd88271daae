/**
 * Status page: what it shows, the sources that it reads, and the assembling. Nothing here changes
 * anything.
 */
@NullMarked
package dev.waybill.status;

import org.jspecify.annotations.NullMarked;
