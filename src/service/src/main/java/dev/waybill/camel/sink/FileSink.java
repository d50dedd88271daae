package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertFile;
import java.io.IOException;

/** The file of alerts: each event as one line of JSON. */
final class FileSink implements Sink {
  private final AlertFile file;

  FileSink(AlertFile file) {
    this.file = file;
  }

  @Override
  public void send(AlertEvent event) {
    try {
      file.append(event.json());
    } catch (IOException e) {
      throw new SinkUnavailableException(
          "waybill.alerts.file cannot be written (" + e + "); make room, or name another");
    }
  }
}
