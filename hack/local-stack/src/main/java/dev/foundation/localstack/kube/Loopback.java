// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine's loopback interface. */
public final class Loopback {

  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_768;
  private static final int TRIES = 1_000;

  private Loopback() {}

  /**
   * A port that was free a moment ago. It is none of those that the system hands out to outgoing
   * connections: one of them could take it before its process listens.
   */
  public static int freePort() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, BEYOND))
        .limit(TRIES)
        .filter(Loopback::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on loopback"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether somebody accepts connections on a port. */
  public static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
