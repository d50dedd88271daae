package dev.waybill.why.tell;

import dev.waybill.why.StoryVerdict.Custody;

/**
 * Fact that decides about custody.
 *
 * @param custody state that follows from it
 * @param text plain words
 */
record CustodyReason(Custody custody, String text) {}
