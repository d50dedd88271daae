package dev.waybill.local;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;

/**
 * Options of {@code waybill local}.
 *
 * @param home the directory that holds {@code config/}, {@code routes/} and {@code sql/}
 * @param settings the settings of the local profile, in which {@code --ops-port} is already applied
 * @param port the port of the local cloud; 0 picks a free one
 * @param data the data directory of the local cloud, absolute
 * @param once true to exit after the demo
 */
public record LocalOptions(Path home, LoadedSettings settings, int port, Path data, boolean once) {}
