package dev.waybill.alert.delivery.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertFile;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.SinkUnavailableException;
import java.io.IOException;

/** Sink that appends each event to the alert file as one line of JSON. */
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
          "waybill.alerts.file cannot be written ("
              + e
              + "); free disk space, or set another file");
    }
  }
}
