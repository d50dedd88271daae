/**
 * Common parts of the local cloud's smaller services: the JSON 1.1 protocol over HTTP and durable
 * state.
 */
@NullMarked
package dev.waybill.localcloud.service;

import org.jspecify.annotations.NullMarked;
