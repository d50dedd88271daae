/**
 * Beans that the YAML routes name. Each converts between exchanges and the model, hands request
 * objects to the components, and leaves decisions to the stages.
 */
@NullMarked
package dev.waybill.camel;

import org.jspecify.annotations.NullMarked;
