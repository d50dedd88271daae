/**
 * Small objects that prove the chain works: uploaded like any other, and followed until each step
 * of custody has left its trace, or is late and the reason is found.
 */
@NullMarked
package dev.waybill.canary;

import org.jspecify.annotations.NullMarked;
