// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import static org.awaitility.Awaitility.await;

import dev.foundation.operator.matrix.account.Account;
import dev.foundation.operator.matrix.account.Footprint;
import dev.foundation.operator.matrix.account.Survey;
import dev.foundation.operator.matrix.pod.AckProgram;
import dev.foundation.operator.matrix.pod.OperatorProcess;
import dev.foundation.operator.matrix.pod.OperatorProgram;
import dev.foundation.operator.matrix.pod.Pod;
import dev.foundation.operator.matrix.pod.Surroundings;
import dev.foundation.operator.matrix.wire.Call;
import dev.foundation.operator.matrix.wire.Gate;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One workspace in a namespace of its own, with an operator and an ACK that see nothing else. */
final class Lane implements AutoCloseable {

  /** So rare that nothing can come right by a resync. */
  private static final Duration NO_RESYNC = Duration.ofMinutes(10);

  /** For what no fault befalls, on a machine that may be busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int RESYNCS = 3;

  private final Surroundings surroundings;
  private final Options options;
  private final Subject subject;
  private final Survey survey;
  private final Pod operator;
  private final Pod ack;

  Lane(Surroundings surroundings, Account account, Options options, String namespace) {
    this.surroundings = surroundings;
    this.options = options;
    Workspaces workspaces = new Workspaces(surroundings.stack().client(), namespace);
    this.subject = new Subject(workspaces);
    this.survey =
        new Survey(account, workspaces.names(Subject.NAME, namespace), namespace, Subject.NAME);
    this.operator = new Pod(surroundings);
    this.ack = new Pod(surroundings);
    surroundings.prepare(namespace);
    ack.run(new AckProgram(surroundings, namespace, options.haste()), null);
    untilStarted(ack);
  }

  /**
   * What a step has shown.
   *
   * @param settings of AWS afterwards
   */
  record Step(
      boolean reached,
      Duration convergence,
      List<Problem> problems,
      Map<Side, List<Call>> calls,
      SortedMap<String, String> settings) {}

  String namespace() {
    return subject.namespace();
  }

  /**
   * Goes through one chapter.
   *
   * @param tried what goes wrong in it; null is nothing
   * @param settings what must be set on AWS afterwards; null is not known yet
   * @param watched whether resyncs are watched for writes afterwards
   */
  Step step(
      Scenario scenario,
      @Nullable Case tried,
      @Nullable Map<String, String> settings,
      boolean watched) {
    if (scenario == Scenario.DELETE_DELETE) {
      subject.makeErasable();
      until(subject::isSettled);
    }
    Footprint before = survey.take();
    Gate hit = aim(scenario, tried);
    Gate operators = operator.gate();
    int mark = scenario == Scenario.CREATE ? 0 : operators.count();
    Gate acks = ack.gate();
    int ackMark = acks.count();
    Instant acted = Instant.now();
    scenario.act(subject);
    boolean converged = converges(scenario, hit, acted);
    Duration took = Duration.between(lastFault(hit, acted), Instant.now());
    Map<Side, List<Call>> calls =
        Map.of(Side.OPERATOR, operators.since(mark), Side.ACK, acks.since(ackMark));
    if (!converged) {
      var stuck = new Problem(Problem.Kind.STUCK, subject.report());
      return new Step(hit.hits() > 0, took, List.of(stuck), calls, before.settings());
    }
    Footprint after = survey.take();
    List<Problem> problems = new ArrayList<>(Verdict.of(scenario, before, after, settings));
    if (watched) {
      problems.addAll(writesOfResyncs());
    }
    if (scenario == Scenario.CREATE) {
      survey.putObject();
    }
    return new Step(hit.hits() > 0, took, problems, calls, after.settings());
  }

  @Override
  public void close() {
    operator.close();
    ack.close();
  }

  /** A creation finds an operator that is only starting; the rest one that has been there. */
  private Gate aim(Scenario scenario, @Nullable Case tried) {
    Gate.Aim operators = tried != null && tried.side() == Side.OPERATOR ? tried.aim() : null;
    Gate.Aim acks = tried != null && tried.side() == Side.ACK ? tried.aim() : null;
    boolean starting = scenario == Scenario.CREATE;
    OperatorProgram program = new OperatorProgram(surroundings, namespace(), NO_RESYNC);
    operator.run(
        tried != null && tried.killed() ? new OperatorProcess(program) : program,
        starting ? operators : null);
    // Not its successor's, should it not even start.
    Gate gate = operator.gate();
    if (!starting) {
      untilStarted(operator);
      gate.aim(operators);
    }
    ack.gate().aim(acks);
    return acks == null ? gate : ack.gate();
  }

  private boolean converges(Scenario scenario, Gate hit, Instant acted) {
    try {
      await()
          .atMost(options.limit().multipliedBy(3))
          .pollInterval(POLL)
          .until(() ->
              scenario.isDone(subject)
                  || Instant.now().isAfter(lastFault(hit, acted).plus(options.limit())));
    } catch (ConditionTimeoutException e) {
      return false;
    }
    return scenario.isDone(subject);
  }

  /** An operator that has just started and looks again and again writes nothing. */
  private List<Problem> writesOfResyncs() {
    untilAckHasLooked();
    ack.gate().aim(null);
    int mark = ack.gate().count();
    // Not before it has ended, as its last pass may still have something to say.
    operator.close();
    Map<String, String> versions = subject.versions();
    operator.run(new OperatorProgram(surroundings, namespace(), options.resync()), null);
    Gate operators = operator.gate();
    untilStarted(operator);
    if (subject.isThere()) {
      until(() -> passes(operators) > RESYNCS);
    }
    List<Call> writes = new ArrayList<>(operators.since(0));
    writes.addAll(ack.gate().since(mark));
    List<Problem> problems = new ArrayList<>();
    writes.stream()
        .filter(Call::writes)
        .map(call -> new Problem(Problem.Kind.WRITTEN, call.toString()))
        .forEach(problems::add);
    Map<String, String> now = subject.versions();
    if (problems.isEmpty() && !now.equals(versions)) {
      problems.add(new Problem(Problem.Kind.WRITTEN, versions + " became " + now));
    }
    return problems;
  }

  /** ACK stamps what it has looked at, so that one which has just started writes of each child. */
  private void untilAckHasLooked() {
    untilStarted(ack);
    until(() ->
        ack.gate().since(0).stream().filter(call -> call.name().contains("/status")).count()
            >= subject.children().count());
  }

  /** Each pass begins with a look at the namespace. */
  private static long passes(Gate operators) {
    return operators.since(0).stream()
        .filter(call -> call.name().equals("get /namespaces"))
        .count();
  }

  private static Instant lastFault(Gate hit, Instant acted) {
    Instant last = Objects.requireNonNullElse(hit.lastHit(), acted);
    return last.isAfter(acted) ? last : acted;
  }

  private static void untilStarted(Pod pod) {
    until(pod::isStarted);
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(PATIENCE).pollInterval(POLL).until(condition::getAsBoolean);
  }
}
