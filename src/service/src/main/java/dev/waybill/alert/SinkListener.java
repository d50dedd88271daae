package dev.waybill.alert;

/** Hears what became of each event at each sink. */
public interface SinkListener {
  /** The sink took it. */
  void delivered(String sink);

  /** It is kept, to be told again. */
  void undelivered(String sink);

  /** The sink will never take it; it is kept for a person to look at. */
  void refused(String sink);

  /** How many events wait for the sink, as far as was looked. */
  void waiting(String sink, int events);
}
