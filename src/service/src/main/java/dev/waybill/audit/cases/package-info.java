/**
 * Cases: incidents of audits that one principal or one address ties together within a time, told as
 * one story with its stages.
 */
@NullMarked
package dev.waybill.audit.cases;

import org.jspecify.annotations.NullMarked;
