package dev.waybill.local;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;

/**
 * What {@code waybill local} was asked for.
 *
 * @param home where {@code config/}, {@code routes/} and {@code sql/} are
 * @param settings the local profile's; {@code --ops-port} is its management port already
 * @param port the embedded cloud's port; 0 picks a free one
 * @param data the embedded cloud's data directory, absolute
 * @param once whether to end after the demo object's story
 */
public record LocalOptions(Path home, LoadedSettings settings, int port, Path data, boolean once) {}
