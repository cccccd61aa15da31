// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.localstack.ack.kube.ResourceStore;
import dev.foundation.localstack.ack.resource.AckConditions;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.TerminalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One pass that brings AWS to what a resource says: find, adopt or create, update, conclude. */
final class Synchronization {
  private final ResourceStore store;
  private final AwsAdapter adapter;
  private final AckKind kind;
  private final Clock clock;
  private final AdapterCalls calls;
  private final DefaultTags tags;
  private final ControllerSettings settings;
  private final AckResource desired;
  private @Nullable AckResource latest;

  Synchronization(
      ResourceStore store,
      AwsAdapter adapter,
      ControllerSettings settings,
      Clock clock,
      AckResource desired) {
    this.store = store;
    this.adapter = adapter;
    this.kind = adapter.kind();
    this.clock = clock;
    this.calls = new AdapterCalls(adapter, clock);
    this.tags = new DefaultTags(kind);
    this.settings = settings;
    this.desired = desired;
  }

  /**
   * What the pass has made of the resource; nothing if an adopted one was not found, whose status
   * then stays as it was.
   */
  Optional<AckResource> latest() {
    return Optional.ofNullable(latest);
  }

  Optional<RuntimeException> run() {
    conditions(desired).clear();
    @Nullable RuntimeException failure = null;
    try {
      synchronize();
    } catch (RuntimeException e) {
      failure = e;
      if (e instanceof RequeueException later && later.latest().isPresent()) {
        latest = later.latest().get();
      }
    }
    if (latest != null) {
      statusDefaults(latest);
      conditions(latest).conclude(adapter.isSynced(latest), failure);
    }
    return Optional.ofNullable(failure);
  }

  private void synchronize() {
    latest = desired;
    AdoptionPolicy policy = adoptionPolicy();
    AckResource resolved = desired.copy();
    adoptionFields(policy).ifPresent(value -> adapter.adopt(resolved, value));
    tags.ensure(resolved);
    latest = resolved;
    Optional<AckResource> found = calls.run(resolved, () -> adapter.find(resolved));
    if (found.isPresent()) {
      latest = found.get();
      tags.mirrorAws(resolved, latest);
      meet(policy, resolved, found.get());
    } else if (policy == AdoptionPolicy.ADOPT || desired.isAdopted()) {
      latest = null;
      throw new IllegalStateException("adopted resource not found");
    } else {
      create(resolved);
    }
    if (latest != null) {
      lateInitialize(latest);
    }
  }

  private AdoptionPolicy adoptionPolicy() {
    try {
      AdoptionPolicy policy = AdoptionPolicy.of(desired);
      return desired.isAdopted() || desired.isManaged(kind) ? AdoptionPolicy.NONE : policy;
    } catch (IllegalArgumentException e) {
      throw terminal(desired, e.getMessage(), null);
    }
  }

  private Optional<String> adoptionFields(AdoptionPolicy policy) {
    if (policy == AdoptionPolicy.NONE) {
      return Optional.empty();
    }
    Optional<String> value = AdoptionPolicy.field(desired, adapter.adoptionField());
    if (value.isEmpty() && policy == AdoptionPolicy.ADOPT) {
      throw terminal(desired, "required field missing: " + adapter.adoptionField(), null);
    }
    return value;
  }

  private void meet(AdoptionPolicy policy, AckResource resolved, AckResource observed) {
    switch (policy) {
      case ADOPT -> {
        observed.markManaged(kind);
        observed.markAdopted();
        tags.filter(observed);
        store.patch(desired, observed);
      }
      case ADOPT_OR_CREATE -> {
        AckResource marked = desired.copy();
        marked.markManaged(kind);
        marked.markAdopted();
        store.patch(desired, marked);
        throw new RequeueException(
            "adopted resource, requeuing to check for updates", Duration.ZERO, null);
      }
      case NONE -> update(resolved, observed);
    }
  }

  private void create(AckResource resolved) {
    if (!resolved.isManaged(kind)) {
      AckResource marked = desired.copy();
      marked.markManaged(kind);
      store.patch(desired, marked);
      resolved.markManaged(kind);
    }
    AckResource created;
    try {
      created = calls.run(resolved, () -> adapter.create(resolved));
    } catch (AwsServiceException e) {
      AckResource unmarked = resolved.copy();
      unmarked.markUnmanaged(kind);
      store.patch(resolved, unmarked);
      throw e;
    }
    latest = created;
    AckResource observed = calls.run(created, () -> adapter.find(created)).orElse(created);
    created.json().set("status", observed.status());
    patchSpec(resolved, created);
  }

  private void update(AckResource resolved, AckResource observed) {
    if (!observed.isManaged(kind)) {
      throw terminal(
          observed,
          "Resource already exists",
          "It exists on AWS and ACK does not manage it; an adoption policy would bring it in.");
    }
    Set<String> differences = adapter.differences(resolved, observed);
    if (differences.isEmpty()) {
      return;
    }
    AckResource updated =
        calls.run(observed, () -> adapter.update(resolved, observed, differences));
    latest = updated;
    patchSpec(resolved, updated);
  }

  /** Writes what AWS chose for fields that were left out back into the spec, as ACK does. */
  private void lateInitialize(AckResource result) {
    if (adapter.lateInitialized().isEmpty()) {
      return;
    }
    AckResource filled = result.copy();
    calls
        .run(result, () -> adapter.find(result.copy()))
        .ifPresent(observed -> fill(filled, observed));
    patchSpec(result, filled);
    String message = "Late initialization successful";
    conditions(filled).set(AckConditions.LATE_INITIALIZED, "True", message, message);
    latest = filled;
  }

  private void fill(AckResource target, AckResource observed) {
    for (String field : adapter.lateInitialized()) {
      JsonNode value = observed.spec().path(field);
      if (!target.spec().hasNonNull(field) && !value.isMissingNode()) {
        target.spec().set(field, value);
      }
    }
  }

  private void patchSpec(AckResource from, AckResource to) {
    AckResource before = from.copy();
    AckResource after = to.copy();
    tags.filter(before);
    tags.filter(after);
    store.patch(before, after);
  }

  private TerminalException terminal(
      AckResource resource, @Nullable String message, @Nullable String reason) {
    conditions(resource).set(AckConditions.TERMINAL, "True", message, reason);
    return new TerminalException(String.valueOf(message));
  }

  private AckConditions conditions(AckResource resource) {
    return new AckConditions(resource, clock);
  }

  private void statusDefaults(AckResource resource) {
    var metadata = resource.status().withObject("/ackResourceMetadata");
    metadata.put("ownerAccountID", settings.account());
    metadata.put("region", settings.region());
    metadata.put("partition", "aws");
  }
}
