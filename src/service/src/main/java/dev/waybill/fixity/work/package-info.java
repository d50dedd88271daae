/** Work of a replica in re-verification: from a message to a result that is written once. */
@NullMarked
package dev.waybill.fixity.work;

import org.jspecify.annotations.NullMarked;
