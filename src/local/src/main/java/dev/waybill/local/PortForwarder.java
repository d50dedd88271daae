package dev.waybill.local;

import dev.waybill.model.NamedThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Program that forwards connections from all addresses of a container to a port on 127.0.0.1 in the
 * same network namespace. The local cloud itself listens on 127.0.0.1 only; the compose file
 * publishes the port of this program on 127.0.0.1 of the host.
 */
public final class PortForwarder implements AutoCloseable {
  /** Two threads for each connection. */
  private static final int MAX_THREADS = 512;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new NamedThreads("forward"));

  PortForwarder(ServerSocket server, int targetPort) {
    this.server = server;
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
  }

  /**
   * Runs until the process is stopped.
   *
   * @param args the port to listen on, and the port on 127.0.0.1
   */
  public static void main(String[] args) throws IOException {
    try (PortForwarder forwarder =
        new PortForwarder(new ServerSocket(Integer.parseInt(args[0])), Integer.parseInt(args[1]))) {
      forwarder.run();
    }
  }

  /** Forwards connections until this object is closed. */
  void run() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      try {
        threads.execute(() -> forward(client));
      } catch (RejectedExecutionException tooMany) {
        client.close();
      }
    }
  }

  private void forward(Socket client) {
    try (client;
        Socket service = new Socket()) {
      service.connect(target);
      threads.execute(() -> copy(client, service));
      copy(service, client);
    } catch (IOException | RejectedExecutionException ended) {
      // The client sees a connection that is closed.
    }
  }

  /** Copies until one side ends, and then ends the other side's input only. */
  private static void copy(Socket from, Socket to) {
    try {
      long unused = from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to close.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
