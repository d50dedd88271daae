/**
 * The audits: one SQL file each, with what it asks, when, and what its rows mean in a header.
 * Reading, checking and filling in; nobody is asked anything.
 */
@NullMarked
package dev.waybill.audit.catalog;

import org.jspecify.annotations.NullMarked;
