/**
 * Model of what a deployment of any size needs: calls, bytes, dollars and processor time, and what
 * limits each part.
 */
@NullMarked
package dev.waybill.estimate;

import org.jspecify.annotations.NullMarked;
