// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import java.time.Duration;
import java.util.List;

/**
 * Measures the API server: {@code api [--seconds 2]}, {@code fairness [--seconds 10]} or {@code
 * files [--mib 1024]}.
 */
public final class Bench {

  private Bench() {}

  /** Prints what was measured. */
  public static void main(String[] arguments) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Bench::endChildren));
    List<String> given = List.of(arguments);
    switch (given.getFirst()) {
      case "files" -> {
        new FileStreams((long) number(given, "--mib", 1024) << 20).run(System.out::println);
        new StreamHeap().run(System.out::println);
      }
      case "api" -> {
        try (ApiRequests requests =
            new ApiRequests(Duration.ofSeconds(number(given, "--seconds", 2)))) {
          requests.run(System.out::println);
        }
      }
      case "fairness" -> new Fairness(number(given, "--seconds", 10)).run(System.out::println);
      default -> throw new IllegalArgumentException("api, fairness or files");
    }
    System.exit(0);
  }

  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private static int number(List<String> given, String name, int otherwise) {
    int at = given.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
  }
}
