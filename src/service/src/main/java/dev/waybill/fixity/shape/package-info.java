/**
 * Glance at the shape of the raw bucket: one listing of all its versions is joined with the entries
 * of the log. A listing cannot prove anything, so that its result is suspects, which are examined
 * one by one before anything is reported.
 */
@NullMarked
package dev.waybill.fixity.shape;

import org.jspecify.annotations.NullMarked;
