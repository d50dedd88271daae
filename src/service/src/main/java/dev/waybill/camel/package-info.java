/**
 * The beans that the YAML routes name: from exchange to model and back, and the components' request
 * objects.
 */
@NullMarked
package dev.waybill.camel;

import org.jspecify.annotations.NullMarked;
