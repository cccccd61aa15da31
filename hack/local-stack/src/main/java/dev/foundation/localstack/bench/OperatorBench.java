// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.access.OperatorCalls;
import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.ack.kube.ResourceStore;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.process.Poll;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What looking after workspaces costs when nothing changes: processor time and AWS calls of a pass,
 * heap of a workspace, and how quickly a new workspace gets its first pass meanwhile.
 */
public final class OperatorBench {

  private static final int RESYNCS = 3;
  private static final int NEWCOMERS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final String ROW = "%10s %8s %9s %9s %10s %11s %10s %12s %12s";

  private final StackAccess stack;
  private final JavaProcess process;
  private final OperatorCalls calls;

  /**
   * Makes workspaces in a namespace of its own, and removes them.
   *
   * @param pid the operator's
   */
  public OperatorBench(StackAccess stack, long pid) {
    this.stack = stack;
    this.process = new JavaProcess(pid);
    this.calls = stack.operatorCalls();
  }

  /** What was measured with so many workspaces; times in milliseconds, sizes in bytes. */
  private record Steady(
      int workspaces,
      long passes,
      long changed,
      long awsWrites,
      double awsReads,
      double cpu,
      long heap,
      Figures firstPass) {}

  /**
   * Measures one size after the other.
   *
   * @param sizes how many workspaces are Ready, ascending
   * @param say told a table, line by line
   */
  public void run(List<Integer> sizes, Consumer<String> say) {
    Duration resync =
        process
            .variable("FOUNDATION_OPERATOR_RESYNC")
            .map(Duration::parse)
            .orElseThrow(() ->
                new IllegalStateException(
                    "the stack was not started for this: run hack/down, then hack/bench operator"));
    say.accept("Real Kubernetes API, AWS emulator, resync every " + resync);
    say.accept(
        ROW.formatted(
            "workspaces",
            "passes",
            "changed",
            "writes",
            "reads/pass",
            "cpu ms/pass",
            "heap MiB",
            "new p50 s",
            "new p99 s"));
    List<Steady> all = new ArrayList<>();
    try (Fleet fleet = new Fleet(stack.kube())) {
      List<String> names = new ArrayList<>();
      for (int size : sizes) {
        names.addAll(fleet.make("steady" + size, size - names.size()));
        long ready = fleet.await(names, Fleet.READY, PATIENCE);
        if (ready < size) {
          throw new IllegalStateException("only %d of %d became Ready".formatted(ready, size));
        }
        all.add(measure(fleet, size));
        say.accept(line(all.getLast()));
      }
    }
    say.accept(
        "changed: workspaces and their children over %d resyncs; writes: the operator's AWS calls"
            .formatted(RESYNCS));
    if (all.size() > 1) {
      say.accept(growth(all.getFirst(), all.getLast()));
    }
  }

  private Steady measure(Fleet fleet, int size) {
    calls.forget();
    untilPasses(size);
    Map<String, String> before = versions();
    OperatorCalls.Counts from = calls.counts();
    Duration cpu = process.cpu();
    untilPasses((long) RESYNCS * size);
    OperatorCalls.Counts counted = calls.counts().since(from);
    double milliseconds = process.cpu().minus(cpu).toMillis();
    Map<String, String> after = versions();
    long changed =
        after.entrySet().stream()
            .filter(object -> !object.getValue().equals(before.get(object.getKey())))
            .count();
    long passes = counted.passes();
    return new Steady(
        size,
        passes,
        changed,
        counted.writes(),
        counted.reads() / (double) passes,
        milliseconds / passes,
        process.heap(),
        newcomers(fleet, size));
  }

  /** One after the other, each while the others are being looked at again. */
  private static Figures newcomers(Fleet fleet, int size) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < NEWCOMERS; i++) {
      List<String> one = fleet.make("new" + size + "x" + i, 1);
      fleet.await(one, Fleet.FIRST_PASS, PATIENCE);
      all.addAll(one);
    }
    fleet.await(all, Fleet.READY, PATIENCE);
    Figures times = fleet.times(all, Fleet.FIRST_PASS);
    fleet.remove(all);
    return times;
  }

  private void untilPasses(long more) {
    OperatorCalls.Counts from = calls.counts();
    if (!Poll.until(
        () -> calls.counts().since(from).passes() >= more, PATIENCE, Duration.ofSeconds(1))) {
      throw new IllegalStateException("the operator no longer looks at its workspaces");
    }
  }

  /** Of the workspaces and of everything that the operator applies for them. */
  private Map<String, String> versions() {
    Stream<HasMetadata> children =
        Arrays.stream(AckKind.values())
            .map(ResourceStore::definition)
            .map(stack.kube()::genericKubernetesResources)
            .flatMap(kind -> kind.inNamespace(Fleet.NAMESPACE).list().getItems().stream());
    Stream<HasMetadata> workspaces =
        stack
            .kube()
            .resources(FoundationWorkspace.class)
            .inNamespace(Fleet.NAMESPACE)
            .list()
            .getItems()
            .stream()
            .map(HasMetadata.class::cast);
    return Stream.concat(children, workspaces)
        .collect(
            Collectors.toMap(
                one -> one.getKind() + "/" + one.getMetadata().getName(),
                one -> one.getMetadata().getResourceVersion()));
  }

  private static String line(Steady steady) {
    return ROW.formatted(
        steady.workspaces(),
        steady.passes(),
        steady.changed(),
        steady.awsWrites(),
        decimal(steady.awsReads()),
        decimal(steady.cpu()),
        decimal(steady.heap() / 1024.0 / 1024.0),
        decimal(steady.firstPass().median()),
        decimal(steady.firstPass().p99()));
  }

  /** One is linear; heap is that of the workspaces alone only where they outweigh the rest. */
  private static String growth(Steady least, Steady most) {
    double times = Math.log((double) most.workspaces() / least.workspaces());
    double kibibytes = (most.heap() - least.heap()) / 1024.0;
    return String.format(
        Locale.ROOT,
        "%.1f KiB heap a workspace; growth exponents: heap %.2f, processor time of a resync %.2f",
        kibibytes / (most.workspaces() - least.workspaces()),
        Math.log((double) most.heap() / least.heap()) / times,
        1 + Math.log(most.cpu() / least.cpu()) / times);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
