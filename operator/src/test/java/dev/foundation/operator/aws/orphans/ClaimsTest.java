// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.plan.Plans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final Map<String, String> ACME =
      Tags.owner("acme-7k2", "foundations.acme", "test");

  private static FoundationWorkspace acme() {
    FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");
    workspace.setStatus(
        new FoundationWorkspaceStatus(
            1L,
            null,
            null,
            new ResourcesStatus(Plans.KEY_ARN, "t", "k", "b", "r", "p", "g", "i", List.of()),
            null,
            null,
            null,
            null));
    return workspace;
  }

  private final Claims claims = new Claims("test", List.of(acme()));

  @Test
  void whatAWorkspaceOwnsIsNoOrphan() {
    assertThat(claims.orphan("Bucket", "b", ACME)).isEmpty();
    assertThat(claims.orphanKey(Plans.KEY_ARN, ACME)).isEmpty();
  }

  @Test
  void whatIsLeftOfAnotherLifeIsOne() {
    assertThat(new Claims("test", List.of()).orphan("Bucket", "b", ACME))
        .contains(new Orphan("Bucket", "b", "foundations.acme", "acme-7k2"));
    Map<String, String> otherIdentity = Tags.owner("acme-older", "foundations.acme", "test");
    assertThat(claims.orphan("Bucket", "b", otherIdentity)).isPresent();
  }

  @Test
  void aSecondKeyIsNobodys() {
    assertThat(claims.orphanKey(Plans.KEY_ARN + "0", ACME)).isPresent();
  }

  @Test
  void whatAWorkspaceClaimsMeanwhileIsNoOrphanAnyMore() {
    Claims before = new Claims("test", List.of());
    Orphan key = before.orphanKey(Plans.KEY_ARN, ACME).orElseThrow();
    Orphan second = claims.orphanKey(Plans.KEY_ARN + "0", ACME).orElseThrow();
    Orphan bucket = before.orphan("Bucket", "b", ACME).orElseThrow();
    assertThat(List.of(key, second, bucket)).allMatch(before::isUnclaimed);
    assertThat(claims.isUnclaimed(key)).isFalse();
    assertThat(claims.isUnclaimed(second)).isTrue();
    assertThat(claims.isUnclaimed(bucket)).isFalse();
  }

  @Test
  void whatHidesItsTagsIsOneUnlessAWorkspaceRecordedItsName() {
    Orphan hidden = new Claims("test", List.of()).orphanByName("Bucket", "b").orElseThrow();
    assertThat(hidden.ownerHidden()).isTrue();
    assertThat(claims.isUnclaimed(hidden)).isFalse();
    assertThat(claims.orphanByName("Table", "t")).isEmpty();
    assertThat(claims.orphanByName("Table", "k")).isEmpty();
    assertThat(claims.orphanByName("Bucket", "c")).get().matches(claims::isUnclaimed);
  }

  /** As a key is that somebody made with one of our tags alone. */
  @Test
  void whoseTagsNameNoOwnerHidesNothing() {
    Orphan nameless =
        claims.orphanKey(Plans.KEY_ARN, Map.of(Tags.CONTROL_PLANE, "test")).orElseThrow();
    assertThat(nameless.ownerHidden()).isFalse();
    assertThat(claims.isUnclaimed(nameless)).isTrue();
  }

  @Test
  void whatIsOfAnotherInstallationIsNotOursToReport() {
    assertThat(claims.orphan("Table", "t", Tags.owner("x-1", "foundations.x", "other"))).isEmpty();
    assertThat(claims.orphan("Table", "t", Map.of())).isEmpty();
  }
}
