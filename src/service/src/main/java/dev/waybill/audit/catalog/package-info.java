/**
 * Catalogue of audits: one SQL file for each audit, with a header that states its question,
 * schedule and columns. Reads, checks and binds audits; sends no query.
 */
@NullMarked
package dev.waybill.audit.catalog;

import org.jspecify.annotations.NullMarked;
