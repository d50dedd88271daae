/** STS: the identity of callers and temporary credentials. */
@NullMarked
package dev.waybill.localcloud.sts;

import org.jspecify.annotations.NullMarked;
