package dev.waybill.reconcile.inventory.file;

/**
 * File of a report as its manifest states it.
 *
 * @param key key in the bucket of the report
 * @param size size in bytes
 * @param md5 MD5 of the compressed bytes, 32 lower-case hexadecimal digits
 */
public record InventoryFile(String key, long size, String md5) {}
