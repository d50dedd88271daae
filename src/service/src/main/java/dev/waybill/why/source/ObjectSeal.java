package dev.waybill.why.source;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.StoredRecord;

/**
 * Valid record of a version.
 *
 * @param record its content
 * @param stored its object
 * @param uri address of its object
 */
public record ObjectSeal(CustodyRecord record, StoredRecord stored, String uri) {}
