/**
 * How far each audit has come, as it is kept between runs and between services: what was judged,
 * what is under way, what is not told yet.
 */
@NullMarked
package dev.waybill.audit.state;

import org.jspecify.annotations.NullMarked;
