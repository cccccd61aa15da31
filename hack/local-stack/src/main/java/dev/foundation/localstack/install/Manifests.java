// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Applies YAML as the administrator.
 *
 * @param client with every right
 */
public record Manifests(KubernetesClient client) {

  private static final Duration ESTABLISHED_WITHIN = Duration.ofSeconds(30);

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("local-stack")
          .withForce(true)
          .build();

  /** Applies every YAML file below a folder in the order of their paths; waits for its CRDs. */
  public List<HasMetadata> applyFolder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .map(this::read)
          .flatMap(yaml -> apply(yaml).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies the documents of one YAML text; waits until its CRDs are served. */
  public List<HasMetadata> apply(String yaml) {
    List<HasMetadata> objects =
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    return apply(objects);
  }

  /** As {@link #apply(String)}, for objects. */
  public List<HasMetadata> apply(List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      client.resource(object).patch(APPLY);
    }
    for (HasMetadata object : objects) {
      if (object instanceof CustomResourceDefinition definition) {
        awaitEstablished(definition);
      }
    }
    return objects;
  }

  private void awaitEstablished(CustomResourceDefinition definition) {
    client
        .resource(definition)
        .waitUntilCondition(
            current ->
                current != null
                    && current.getStatus() != null
                    && current.getStatus().getConditions() != null
                    && current.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                            "Established".equals(condition.getType())
                                && "True".equals(condition.getStatus())),
            ESTABLISHED_WITHIN.toSeconds(),
            TimeUnit.SECONDS);
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
