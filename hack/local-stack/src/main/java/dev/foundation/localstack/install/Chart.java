// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Helm chart that is rendered by helm and applied without it.
 *
 * @param helm the program
 * @param folder the chart
 */
public record Chart(Path helm, Path folder) {

  /**
   * Renders the chart with its CRDs.
   *
   * <p>Deployments keep their pod templates, so that admission judges them, but get no replicas: on
   * a machine without nodes the same programs run as processes.
   *
   * @param values a file of these is written beside the given path
   * @throws IllegalStateException with helm's own words when the chart does not render
   */
  public List<HasMetadata> render(
      Manifests manifests, String release, String namespace, Map<String, ?> values, Path file) {
    String yaml = template(release, namespace, values, file);
    List<HasMetadata> objects =
        manifests
            .client()
            .load(new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
            .items();
    for (HasMetadata object : objects) {
      if (object instanceof Deployment deployment) {
        deployment.getSpec().setReplicas(0);
      }
    }
    return objects;
  }

  private String template(
      String release, String namespace, Map<String, ?> values, Path valuesFile) {
    try {
      Files.writeString(valuesFile, Serialization.asYaml(values));
      Path errors = valuesFile.resolveSibling("helm.log");
      Process process =
          new ProcessBuilder(
                  helm.toString(),
                  "template",
                  release,
                  folder.toString(),
                  "--namespace=" + namespace,
                  "--include-crds",
                  "--values=" + valuesFile)
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the chart does not render: " + Files.readString(errors));
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the chart was rendered", e);
    }
  }
}
