/**
 * Composition root of the service: the only package that wires stages, adapters, routes and
 * commands together.
 */
@NullMarked
package dev.waybill.app;

import org.jspecify.annotations.NullMarked;
