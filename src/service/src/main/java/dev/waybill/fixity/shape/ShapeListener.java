package dev.waybill.fixity.shape;

/** Receiver of the progress of a glance. It is called by several threads, one after the other. */
@FunctionalInterface
public interface ShapeListener {
  /** Listener that ignores everything. */
  ShapeListener NONE = progress -> {};

  /** Receives the progress after each page, tile or file; it must neither block nor throw. */
  void progress(ShapeProgress progress);
}
