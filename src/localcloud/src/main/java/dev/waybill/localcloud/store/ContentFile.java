package dev.waybill.localcloud.store;

import java.nio.file.Path;

/**
 * File with the bytes of a version, or with those of one of its parts.
 *
 * @param path the file, which may be missing or damaged
 * @param size the size in bytes that was stored
 */
public record ContentFile(Path path, long size) {}
