// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far ACK has come with a resource as it is declared now.
 *
 * @param message what ACK says, or the empty string
 */
public record AckState(Phase phase, String message) {

  /** From nothing seen to everything done. */
  public enum Phase {
    /** ACK has not said anything yet, or works on it. */
    WORKING,
    /** ACK's last word is older than the declaration. */
    STALE,
    /** ACK failed and tries again, or waits for AWS: it says the same of both. */
    RECOVERABLE,
    /** ACK failed and waits for another declaration. */
    TERMINAL,
    /** AWS has what is declared. */
    SYNCED
  }

  private static final String NOTHING = "";
  private static final String SYNCED = "ACK.ResourceSynced";

  /**
   * Reads the state.
   *
   * <p>ACK's conditions carry no observedGeneration, so that right after a change of the spec they
   * still speak of the old one. But ACK stamps {@code ACK.ResourceSynced} anew at every pass, and
   * the API server stamps our last change: a stamp before the change is stale. Where the change was
   * one of metadata alone, ACK does not look; so a generation seen synced once is never stale.
   *
   * @param fieldManager whose last apply counts
   */
  public static AckState of(AckResource resource, String fieldManager) {
    AckStatus status = resource.getStatus();
    if (status == null || resource.isMarkedForDeletion()) {
      return new AckState(Phase.WORKING, NOTHING);
    }
    Optional<Condition> terminal = status.holding("ACK.Terminal");
    if (terminal.isPresent()) {
      return new AckState(Phase.TERMINAL, message(terminal.get()));
    }
    Optional<Condition> synced = status.holding(SYNCED);
    if (synced.isPresent() && status.ackResourceMetadata() != null) {
      return !resource.wasSynced() && isStale(synced.get(), resource, fieldManager)
          ? new AckState(Phase.STALE, NOTHING)
          : new AckState(Phase.SYNCED, NOTHING);
    }
    return status
        .holding("ACK.Recoverable")
        .map(condition -> new AckState(Phase.RECOVERABLE, message(condition)))
        .orElseGet(() -> new AckState(Phase.WORKING, NOTHING));
  }

  /** Whether ACK has neither failed nor finished. */
  public boolean isUnderWay() {
    return phase == Phase.WORKING || phase == Phase.STALE;
  }

  /**
   * When ACK last said that it cannot tell whether AWS has what is declared, so that AWS itself may
   * be asked. Empty if it says anything else, knows of nothing on AWS, or looked last before our
   * last change: of what is not compared it may not even have begun to bring that to AWS.
   *
   * @param fieldManager whose last apply counts
   */
  public static Optional<Instant> inDoubtSince(AckResource resource, String fieldManager) {
    AckStatus status = resource.getStatus();
    return of(resource, fieldManager).phase() == Phase.RECOVERABLE && status.namesResource()
        ? status
            .find(SYNCED)
            .filter(said -> !isStale(said, resource, fieldManager))
            .flatMap(said -> instant(said.getLastTransitionTime()))
        : Optional.empty();
  }

  /**
   * Whether a change of a child may change what is to be made of it. Half of ACK's writes cannot,
   * nor can the operator's own notes: a finalizer, a new time of the same word.
   *
   * @param fieldManager whose last apply counts
   */
  public static boolean isNews(AckResource now, AckResource before, String fieldManager) {
    return !now.declaresAs(before)
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || (before.wasAdopted() && !now.wasAdopted())
        || now.wasHalfAdopted() != before.wasHalfAdopted()
        || !of(now, fieldManager).equals(of(before, fieldManager))
        || !inDoubtSince(now, fieldManager).equals(inDoubtSince(before, fieldManager));
  }

  /** Whether ACK said this before our last change. */
  private static boolean isStale(Condition synced, AckResource resource, String fieldManager) {
    Optional<Instant> changed =
        resource.getMetadata().getManagedFields().stream()
            .filter(entry -> fieldManager.equals(entry.getManager()))
            .filter(entry -> "Apply".equals(entry.getOperation()))
            .map(ManagedFieldsEntry::getTime)
            .flatMap(time -> instant(time).stream())
            .max(Instant::compareTo);
    Optional<Instant> stamped = instant(synced.getLastTransitionTime());
    return changed.isPresent() && stamped.isPresent() && stamped.get().isBefore(changed.get());
  }

  private static Optional<Instant> instant(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String message(Condition condition) {
    return condition.getMessage() == null ? NOTHING : condition.getMessage();
  }
}
