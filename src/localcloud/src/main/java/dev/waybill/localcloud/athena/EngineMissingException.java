package dev.waybill.localcloud.athena;

/** Error for a missing SQL engine. The message explains how to get the engine. */
public final class EngineMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineMissingException() {
    super(
        "The SQL engine of the local Athena is not part of this build: run it from a checkout"
            + " (./mvnw -q compile exec:java), or set the list of its jars with -D"
            + EngineJars.PROPERTY
            + "=<checkout>/target/athena-engine/classpath");
  }
}
