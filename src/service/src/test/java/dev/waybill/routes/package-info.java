/**
 * Tests of the route files as shipped: each file of {@code routes/} runs with fake beans and mocked
 * endpoints. {@code RouteInventoryTest} fails when a file has no test.
 */
@NullMarked
package dev.waybill.routes;

import org.jspecify.annotations.NullMarked;
