package dev.waybill.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version from the manifest of the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "waybill " + Optional.ofNullable(version).orElse("(from source)"), "Java " + Runtime.version()
    };
  }
}
