package dev.waybill.localcloud.athena;

/** The SQL engine is not on this machine; the message says how to get it. */
public final class EngineAbsent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineAbsent() {
    super(
        "The SQL engine of the local Athena is not part of this build: run it from a checkout"
            + " (./mvnw -q compile exec:java), or name the list of its jars with -D"
            + EngineJars.PROPERTY
            + "=<checkout>/target/athena-engine/classpath");
  }
}
