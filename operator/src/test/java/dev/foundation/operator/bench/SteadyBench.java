// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.localstack.bench.Figures;
import dev.foundation.localstack.process.Poll;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.relay.HttpRelay;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * Measures what looking after workspaces costs when nothing changes, and how soon a new one is
 * looked at meanwhile: {@code [--sizes 100,1000,10000] [--resyncs 3] [--newcomers 100] [--raised
 * 1]}.
 */
public final class SteadyBench {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /**
   * A thousand in five minutes, as by default: sooner the quotas of AWS would be what is measured.
   */
  private static final Duration RESYNC_OF_ONE = Duration.ofMillis(300);

  private static final Duration SHORTEST_RESYNC = Duration.ofSeconds(30);

  private final OperatorStack stack;
  private final KubernetesClient client;
  private final Options options;
  private final Path log;

  private SteadyBench(OperatorStack stack, Options options) throws IOException {
    this.stack = stack;
    this.client = stack.client();
    this.options = options;
    this.log = Files.createTempFile("foundation-operator-", ".log");
  }

  /**
   * How much is measured.
   *
   * @param raised how many times AWS' default quotas the account has, and resyncs are as frequent
   */
  private record Options(List<Integer> sizes, int resyncs, int newcomers, int raised) {

    static Options of(List<String> given) {
      return new Options(
          Arrays.stream(value(given, "--sizes", "100,1000,10000").split(",", -1))
              .map(Integer::valueOf)
              .toList(),
          Integer.parseInt(value(given, "--resyncs", "3")),
          Integer.parseInt(value(given, "--newcomers", "100")),
          Integer.parseInt(value(given, "--raised", "1")));
    }

    private static String value(List<String> given, String name, String otherwise) {
      int at = given.indexOf(name);
      return at < 0 ? otherwise : given.get(at + 1);
    }
  }

  /** Prints what was measured. */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    Options options = Options.of(List.of(arguments));
    try (OperatorStack stack = OperatorStack.start()) {
      new SteadyBench(stack, options).run();
    }
    System.exit(0);
  }

  private void run() {
    stack.namespace(Twin.NAMESPACE, Map.of());
    OperatorConfig config = stack.operator().config(SHORTEST_RESYNC);
    Twin first = Twin.of(0, config.defaultCell());
    apply(first.name());
    Resource<FoundationWorkspace> workspace = named(first.name());
    workspace.waitUntilCondition(SteadyBench::isReady, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    try (KubernetesClient maker = maker()) {
      Twins twins = new Twins(maker, config.defaultCell(), config.platform(), workspace.get());
      await(twins::isSettled, PATIENCE, "the first workspace is not settled");
      stack.aside(() -> measure(twins, config));
    }
  }

  /** With every right, and the name without which admission lets nobody write children. */
  private KubernetesClient maker() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername(Workspaces.OPERATOR)
                .withImpersonateGroups("system:masters")
                .build())
        .build();
  }

  private void measure(Twins twins, OperatorConfig config) {
    HttpClient http =
        HttpRelay.client(stack.platform().plane().authority().clientContext()).build();
    RepeatedAws aws = new RepeatedAws(twins.first(), config.defaultCell());
    try (http;
        HttpRelay relay = new HttpRelay(stack.proxy().endpoint(), http, aws)) {
      try (MeasuredOperator operator = start(relay, SHORTEST_RESYNC)) {
        untilPasses(aws, operator, 2);
      }
      aws.repeat();
      System.out.println(
          "Real Kubernetes API; what AWS says of one workspace is told of all; operator: "
              + "packaged jar, default JVM; log "
              + log);
      System.out.println(Steady.HEADER);
      List<Steady> all = new ArrayList<>();
      int made = 1;
      for (int size : options.sizes()) {
        twins.make(made, size);
        made = size;
        all.add(measure(relay, aws, size));
        System.out.println(all.getLast().line());
      }
      aws.unheard().stream().distinct().limit(5).forEach(one -> System.out.println("? " + one));
      if (all.size() > 1) {
        System.out.println(Steady.growth(all.getFirst(), all.getLast()));
      }
    }
  }

  private Steady measure(HttpRelay relay, RepeatedAws aws, int size) {
    Duration proportional = RESYNC_OF_ONE.multipliedBy(size).dividedBy(options.raised());
    Duration resync = proportional.compareTo(SHORTEST_RESYNC) < 0 ? SHORTEST_RESYNC : proportional;
    KubernetesWrites writes = new KubernetesWrites(client);
    long started = System.nanoTime();
    try (MeasuredOperator operator = start(relay, resync)) {
      untilPasses(aws, operator, size);
      double startup = seconds(started);
      int unheard = aws.unheard().size();
      long passes = aws.passes();
      long reads = aws.reads();
      long written = writes.count();
      Duration cpu = operator.process().cpu();
      long begun = System.nanoTime();
      untilPasses(aws, operator, (long) options.resyncs() * size);
      passes = aws.passes() - passes;
      double milliseconds = operator.process().cpu().minus(cpu).toMillis();
      return new Steady(
          size,
          resync,
          startup,
          seconds(begun),
          passes,
          writes.count() - written,
          aws.unheard().size() - unheard,
          (aws.reads() - reads) / (double) passes,
          milliseconds / passes,
          operator.process().heap(),
          newcomers(size));
    }
  }

  /** Seconds until each was looked at first, one after the other. */
  private Figures newcomers(int size) {
    double[] seconds =
        IntStream.range(0, options.newcomers())
            .mapToObj(number -> "new-%d-%d".formatted(size, number))
            .mapToDouble(name -> {
              long made = System.nanoTime();
              apply(name);
              named(name)
                  .waitUntilCondition(
                      one -> one.getStatus() != null, PATIENCE.toSeconds(), TimeUnit.SECONDS);
              return seconds(made);
            })
            .sorted()
            .toArray();
    return new Figures(seconds);
  }

  private MeasuredOperator start(HttpRelay relay, Duration resync) {
    return new MeasuredOperator(stack, relay.url(), resync, options.raised(), log);
  }

  private static void untilPasses(RepeatedAws aws, MeasuredOperator operator, long more) {
    long from = aws.passes();
    await(
        () -> {
          if (!operator.isAlive()) {
            throw new IllegalStateException("the operator has ended");
          }
          return aws.passes() - from >= more;
        },
        PATIENCE.plus(RESYNC_OF_ONE.multipliedBy(more)),
        "the operator does not look at its workspaces");
  }

  private static void await(BooleanSupplier condition, Duration patience, String otherwise) {
    if (!Poll.until(condition, patience)) {
      throw new IllegalStateException(otherwise);
    }
  }

  private void apply(String name) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(
        new ObjectMetaBuilder().withNamespace(Twin.NAMESPACE).withName(name).build());
    workspace.setSpec(FoundationWorkspaceSpec.of(name, "Measured"));
    client.resource(workspace).create();
  }

  private Resource<FoundationWorkspace> named(String name) {
    return client.resources(FoundationWorkspace.class).inNamespace(Twin.NAMESPACE).withName(name);
  }

  private static boolean isReady(FoundationWorkspace workspace) {
    return workspace.getStatus() != null
        && workspace.getStatus().conditions().stream()
            .anyMatch(one -> "Ready".equals(one.getType()) && "True".equals(one.getStatus()));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
