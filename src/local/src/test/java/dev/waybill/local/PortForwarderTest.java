package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PortForwarderTest {
  private ServerSocket service;
  private ServerSocket door;
  private PortForwarder forwarder;

  @BeforeEach
  void listen() throws IOException {
    service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    forwarder = new PortForwarder(door, service.getLocalPort());
    inBackground(forwarder::run);
  }

  @AfterEach
  void close() throws IOException {
    forwarder.close();
    service.close();
  }

  @Test
  void forwardsBytesInBothDirectionsAfterClientEnded() throws Exception {
    byte[] request = new byte[300_000];
    new Random(1).nextBytes(request);
    inBackground(
        () -> {
          try (Socket accepted = service.accept()) {
            byte[] received = accepted.getInputStream().readAllBytes();
            accepted.getOutputStream().write(received);
          }
        });

    try (Socket client = client()) {
      client.getOutputStream().write(request);
      client.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).isEqualTo(request);
    }
  }

  @Test
  void servesSeveralClientsAtOnce() throws Exception {
    try (Socket first = client();
        Socket second = client();
        Socket one = service.accept();
        Socket two = service.accept()) {
      first.getOutputStream().write('a');
      second.getOutputStream().write('b');

      assertThat(one.getInputStream().read() + two.getInputStream().read()).isEqualTo('a' + 'b');
    }
  }

  @Test
  void closesClientWhenServiceIsNotThere() throws Exception {
    service.close();

    try (Socket client = client()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void goesOnAfterClientThatIsGone() throws Exception {
    try (Socket gone = client()) {
      gone.setSoLinger(true, 0);
      service.accept().close();
    }

    try (Socket next = client();
        Socket accepted = service.accept()) {
      accepted.getOutputStream().write('x');
      assertThat(next.getInputStream().read()).isEqualTo('x');
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort());
  }

  /** Action that may fail when its sockets are closed. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private static void inBackground(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (IOException closed) {
                if (!"Socket closed".equals(closed.getMessage())) {
                  throw new UncheckedIOException(closed);
                }
              }
            },
            "background");
    thread.setDaemon(true);
    thread.start();
  }
}
