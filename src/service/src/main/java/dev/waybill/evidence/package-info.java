/**
 * Evidence pack of one object: everything that an auditor needs to check the object offline, as one
 * zip file with a page that verifies it.
 */
@NullMarked
package dev.waybill.evidence;

import org.jspecify.annotations.NullMarked;
