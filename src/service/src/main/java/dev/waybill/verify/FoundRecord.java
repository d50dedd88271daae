package dev.waybill.verify;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.StoredRecord;

/**
 * Valid record with the object that holds it.
 *
 * @param record the content
 * @param object the object
 */
public record FoundRecord(CustodyRecord record, StoredRecord object) {}
