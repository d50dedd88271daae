/** What the local cloud's smaller services share: JSON 1.1 over HTTP, and what they keep. */
@NullMarked
package dev.waybill.localcloud.service;

import org.jspecify.annotations.NullMarked;
