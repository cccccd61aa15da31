// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the programs of Kubernetes lie on this machine.
 *
 * @param paths program name to file: etcd, kube-apiserver, kube-controller-manager, kubectl, helm
 */
public record KubeBinaries(Map<String, Path> paths) {

  private static final Path SCRIPT = Path.of("hack", "kube", "build");

  public KubeBinaries {
    paths = Map.copyOf(paths);
  }

  /**
   * Finds the programs and builds what is missing, which may take minutes; its progress goes to
   * standard error.
   */
  public static KubeBinaries prepare() {
    return prepare(repository());
  }

  /** As {@link #prepare()}, for a repository at a known place. */
  public static KubeBinaries prepare(Path repository) {
    try {
      Process script =
          new ProcessBuilder(repository.resolve(SCRIPT).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      script.getOutputStream().close();
      List<String> lines;
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8))) {
        lines = output.lines().toList();
      }
      if (script.waitFor() != 0) {
        throw new IllegalStateException(SCRIPT + " failed, see its output above");
      }
      return new KubeBinaries(
          lines.stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> Path.of(pair[1]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the programs were prepared", e);
    }
  }

  /** The nearest directory above the working directory that holds the build script. */
  public static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, directory -> directory != null, Path::getParent)
        .filter(directory -> Files.isExecutable(directory.resolve(SCRIPT)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + SCRIPT + " above " + here));
  }

  /** The file of one program. */
  public String path(String program) {
    Path path = paths.get(program);
    if (path == null) {
      throw new IllegalArgumentException("not a program of the control plane: " + program);
    }
    return path.toString();
  }
}
