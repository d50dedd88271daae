/**
 * Identity that Waybill signs in with: the source of credentials, the check of their identity, and
 * a diagnosis when there are none.
 */
@NullMarked
package dev.waybill.aws.identity;

import org.jspecify.annotations.NullMarked;
