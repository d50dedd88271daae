package dev.waybill.local;

import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;

/**
 * Options of {@code waybill local}.
 *
 * @param home the directory that holds {@code config/}, {@code routes/} and {@code sql/}
 * @param settings the settings of the local profile, in which {@code --ops-port} is already applied
 * @param cloud the options of the local cloud
 * @param once true to exit after the demo
 */
public record LocalOptions(
    Path home, LoadedSettings settings, LocalCloudOptions cloud, boolean once) {}
