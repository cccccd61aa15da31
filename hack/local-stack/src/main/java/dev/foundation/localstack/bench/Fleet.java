// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.localstack.process.Poll;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Workspaces made for a measurement, and how long after its making each was first seen in a state:
 * a condition's type where that became true, {@link #FIRST_PASS} where the status was first
 * written.
 */
final class Fleet implements AutoCloseable {

  static final String FIRST_PASS = "first pass";
  static final String READY = "Ready";
  static final String NAMESPACE = "bench";

  private final KubernetesClient kube;
  private final SharedIndexInformer<FoundationWorkspace> informer;

  /** Names of an earlier run must not come again: their resources would be adopted, not made. */
  private final String run = Long.toString(System.currentTimeMillis() / 1000, 36);

  private final Map<String, Long> made = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Duration>> seen = new ConcurrentHashMap<>();

  Fleet(KubernetesClient kube) {
    this.kube = kube;
    kube.resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    informer =
        kube.resources(FoundationWorkspace.class).inNamespace(NAMESPACE).inform(new Observer());
  }

  /** Makes so many at once; the names are of this run. */
  List<String> make(String prefix, int count) {
    List<String> names =
        IntStream.range(0, count).mapToObj(i -> prefix + "-" + i + "-" + run).toList();
    names.parallelStream().forEach(this::make);
    return names;
  }

  private void make(String name) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
    workspace.setSpec(FoundationWorkspaceSpec.of(name, "Measured"));
    made.put(name, System.nanoTime());
    kube.resource(workspace).create();
  }

  /** Waits until all were seen so; says how many were. */
  long await(List<String> names, String state, Duration within) {
    Poll.until(() -> count(names, state) == names.size(), within);
    return count(names, state);
  }

  private long count(List<String> names, String state) {
    return names.stream().filter(name -> states(name).containsKey(state)).count();
  }

  /** How long it took those that were seen so. */
  Figures times(List<String> names, String state) {
    return new Figures(
        names.stream()
            .map(this::states)
            .filter(states -> states.containsKey(state))
            .mapToDouble(states -> states.get(state).toMillis() / 1000.0)
            .sorted()
            .toArray());
  }

  /** Deletes them from the cluster; their resources stay, as is the default. */
  void remove(List<String> names) {
    names.parallelStream()
        .forEach(name ->
            kube.resources(FoundationWorkspace.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .delete());
  }

  @Override
  public void close() {
    remove(List.copyOf(made.keySet()));
    informer.close();
  }

  private Map<String, Duration> states(String name) {
    return seen.computeIfAbsent(name, any -> new ConcurrentHashMap<>());
  }

  private final class Observer implements ResourceEventHandler<FoundationWorkspace> {
    @Override
    public void onAdd(FoundationWorkspace added) {
      observe(added);
    }

    @Override
    public void onUpdate(FoundationWorkspace before, FoundationWorkspace after) {
      observe(after);
    }

    @Override
    public void onDelete(FoundationWorkspace deleted, boolean unknown) {
      // It is no longer measured.
    }

    private void observe(FoundationWorkspace workspace) {
      Long since = made.get(workspace.getMetadata().getName());
      if (since == null || workspace.getStatus() == null) {
        return;
      }
      Duration now = Duration.ofNanos(System.nanoTime() - since);
      Map<String, Duration> states = states(workspace.getMetadata().getName());
      states.putIfAbsent(FIRST_PASS, now);
      workspace.getStatus().conditions().stream()
          .filter(condition -> "True".equals(condition.getStatus()))
          .forEach(condition -> states.putIfAbsent(condition.getType(), now));
    }
  }
}
