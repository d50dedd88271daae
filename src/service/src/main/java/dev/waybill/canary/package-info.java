/**
 * Canaries: small objects that prove that custody works. Each is uploaded like any other object and
 * checked until every step of custody has left its trace, or is late and the cause is diagnosed.
 */
@NullMarked
package dev.waybill.canary;

import org.jspecify.annotations.NullMarked;
