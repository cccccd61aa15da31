// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.operator.plan.WorkspacePlan;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * Finds and creates the workspaces' keys. CreateKey has no idempotency token, so a key is looked
 * for in every way it could be found before one is created.
 */
public final class WorkspaceKeys {

  private static final int KEYS_A_PAGE = 1000;

  /**
   * One after the other, an operator that has just started would take minutes in a full account.
   */
  private static final int KEYS_AT_A_TIME = 16;

  private static final int MOST_OWNERS = 100_000;

  private final AwsClients clients;

  /** Tags of keys that have some: keys get their owner's tags with their creation. */
  private final Cache<String, Map<String, String>> owners =
      Caffeine.newBuilder().maximumSize(MOST_OWNERS).expireAfterWrite(Duration.ofHours(1)).build();

  /** Acts under this identity. */
  public WorkspaceKeys(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * The key of this name.
   *
   * @param id a key's ARN or id, or an alias with its prefix
   */
  public Optional<WorkspaceKey> find(WorkspacePlan plan, String id) {
    return AwsFailure.translate(() -> describe(plan, id, arn -> isOurs(plan, arn)));
  }

  /**
   * The key of the plan for a look that is not followed by a deletion: one that was the workspace's
   * within the hour is known again by its ARN, which no other key ever has.
   */
  public Optional<WorkspaceKey> remembered(WorkspacePlan plan) {
    return AwsFailure.translate(
        () -> describe(plan, plan.knownKeyArn(), arn -> wasOurs(plan, arn) || isOurs(plan, arn)));
  }

  /**
   * The key with the workspace's tags, if a creation succeeded that nobody heard of. Looks at every
   * key of the account, but reads the tags of each only once in a while; keys pending deletion are
   * not for reuse.
   */
  public Optional<WorkspaceKey> findByTags(WorkspacePlan plan) {
    KmsClient kms = kms(plan);
    return AwsFailure.translate(() ->
        kms.listKeysPaginator(r -> r.limit(KEYS_A_PAGE)).keys().stream()
            .map(KeyListEntry::keyArn)
            .gather(Gatherers.mapConcurrent(KEYS_AT_A_TIME, arn -> ownedBy(plan, kms, arn)))
            .flatMap(Optional::stream)
            .flatMap(arn -> find(plan, arn).stream())
            .filter(key -> key.state() != WorkspaceKey.State.PENDING_DELETION)
            .findFirst());
  }

  /**
   * Creates the key with its policy and owner tags. The lockout check is bypassed because it asks
   * that the creator may change the policy later, which this operator may not. Sent once: if the
   * answer is lost, the next reconciliation finds the key by its tags.
   */
  public WorkspaceKey create(WorkspacePlan plan) {
    return AwsFailure.translate(() -> {
      KeyMetadata metadata =
          clients
              .in(plan.names().cell().region())
              .kmsOnce()
              .createKey(r ->
                  r.description("Foundation workspace " + plan.address())
                      .policy(plan.keyPolicy())
                      .bypassPolicyLockoutSafetyCheck(true)
                      .tags(plan.tags().entrySet().stream().map(WorkspaceKeys::tag).toList()))
              .keyMetadata();
      owners.put(metadata.arn(), plan.tags());
      return key(metadata, true);
    });
  }

  /** Gives the key its alias, by which the next cluster finds it; harmless if it has it. */
  public void nameByAlias(WorkspacePlan plan, WorkspaceKey key) {
    AwsFailure.translate(() -> {
      try {
        return kms(plan).createAlias(r -> r.aliasName(plan.names().alias()).targetKeyId(key.arn()));
      } catch (AlreadyExistsException e) {
        return e;
      }
    });
  }

  private Optional<WorkspaceKey> describe(WorkspacePlan plan, String id, Predicate<String> ours) {
    try {
      KeyMetadata metadata = kms(plan).describeKey(r -> r.keyId(id)).keyMetadata();
      return Optional.of(key(metadata, ours.test(metadata.arn())));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private boolean wasOurs(WorkspacePlan plan, String arn) {
    Map<String, String> tags = owners.getIfPresent(arn);
    return tags != null && plan.owns(tags);
  }

  /** What is not ours is not remembered, as people may set its tags right. */
  private boolean isOurs(WorkspacePlan plan, String arn) {
    Map<String, String> tags = tags(kms(plan), arn);
    boolean ours = plan.owns(tags);
    if (ours) {
      owners.put(arn, tags);
    }
    return ours;
  }

  /** The key, if it has the workspace's tags. */
  private Optional<String> ownedBy(WorkspacePlan plan, KmsClient kms, String arn) {
    return Optional.ofNullable(owners.get(arn, any -> readableTags(kms, arn)))
        .filter(plan::owns)
        .map(ours -> arn);
  }

  /**
   * Null, which is not remembered, where there are none yet or we may not read them. A key whose
   * tags we may not read is not ours: our key policy lets us.
   */
  private static @Nullable Map<String, String> readableTags(KmsClient kms, String arn) {
    try {
      Map<String, String> tags = tags(kms, arn);
      return tags.isEmpty() ? null : tags;
    } catch (KmsException e) {
      if (AwsFailure.isDenied(e)) {
        return null;
      }
      throw e;
    }
  }

  private static Map<String, String> tags(KmsClient kms, String arn) {
    return kms.listResourceTagsPaginator(r -> r.keyId(arn)).tags().stream()
        .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
  }

  private static WorkspaceKey key(KeyMetadata metadata, boolean ours) {
    return new WorkspaceKey(metadata.arn(), state(metadata), ours);
  }

  private static WorkspaceKey.State state(KeyMetadata metadata) {
    return switch (Objects.requireNonNull(metadata.keyState())) {
      case ENABLED -> WorkspaceKey.State.ENABLED;
      case DISABLED -> WorkspaceKey.State.DISABLED;
      case PENDING_DELETION, PENDING_REPLICA_DELETION -> WorkspaceKey.State.PENDING_DELETION;
      default -> WorkspaceKey.State.OTHER;
    };
  }

  private static Tag tag(Map.Entry<String, String> tag) {
    return Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build();
  }

  private KmsClient kms(WorkspacePlan plan) {
    return clients.in(plan.names().cell().region()).kms();
  }
}
