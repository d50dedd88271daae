package dev.waybill.alert.delivery;

/** Listener for the result of each delivery to a sink. */
public interface SinkListener {
  /** Records that the sink accepted an event. */
  void delivered(String sink);

  /** Records that an event is kept for the sink and will be retried. */
  void undelivered(String sink);

  /** Records that the sink rejected an event for good; the event is set aside for an operator. */
  void rejected(String sink);

  /**
   * Records how many events wait for the sink.
   *
   * @param events count at the last listing of the store, at most {@link
   *     UndeliveredStore#PAGE_SIZE}
   */
  void waiting(String sink, int events);
}
