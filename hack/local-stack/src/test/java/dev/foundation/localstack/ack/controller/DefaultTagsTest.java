// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultTagsTest {

  private static final String NAMESPACE = "services.k8s.aws/namespace";
  private static final String CONTROLLER = "services.k8s.aws/controller-version";

  private final DefaultTags tags = new DefaultTags(AckKind.KEY);

  @Test
  void addsAcksOwnUnderWhichTheUsersWin() {
    AckResource resource = tagged(Map.of(NAMESPACE, "mine", "a", "1"));
    tags.ensure(resource);
    assertThat(AckKind.KEY.tags().read(resource.spec()))
        .containsEntry(NAMESPACE, "mine")
        .containsEntry("a", "1")
        .containsKey(CONTROLLER);
  }

  @Test
  void leavesTheUsersTagsOnlyInTheCustomResource() {
    AckResource resource = tagged(Map.of(NAMESPACE, "ns", CONTROLLER, "x", "aws:x", "y", "a", "1"));
    tags.filter(resource);
    assertThat(AckKind.KEY.tags().read(resource.spec())).containsOnly(Map.entry("a", "1"));
  }

  @Test
  void neverTriesToRemoveTagsOfAws() {
    AckResource desired = tagged(Map.of("a", "1"));
    tags.mirrorAws(desired, tagged(Map.of("aws:cloudformation:stack", "x", "b", "2")));
    assertThat(AckKind.KEY.tags().read(desired.spec()))
        .containsOnly(Map.entry("a", "1"), Map.entry("aws:cloudformation:stack", "x"));
  }

  @Test
  void readsTheAdoptionPolicyFromItsAnnotations() {
    assertThat(AdoptionPolicy.of(annotated(""))).isEqualTo(AdoptionPolicy.NONE);
    assertThat(AdoptionPolicy.of(annotated("adopt"))).isEqualTo(AdoptionPolicy.ADOPT);
    assertThat(AdoptionPolicy.of(annotated("adopt-or-create")))
        .isEqualTo(AdoptionPolicy.ADOPT_OR_CREATE);
    assertThatThrownBy(() -> AdoptionPolicy.of(annotated("take")))
        .hasMessageContaining("unrecognized adoption policy take");
    assertThat(AdoptionPolicy.field(annotated("adopt"), "keyID")).contains("k-1");
    assertThat(AdoptionPolicy.field(annotated("adopt"), "name")).isEmpty();
  }

  private static AckResource annotated(String policy) {
    AckResource resource = tagged(Map.of());
    resource
        .metadata()
        .withObject("/annotations")
        .put("services.k8s.aws/adoption-policy", policy)
        .put("services.k8s.aws/adoption-fields", "{\"keyID\":\"k-1\"}");
    return resource;
  }

  private static AckResource tagged(Map<String, String> all) {
    AckResource resource = new AckResource(JsonNodeFactory.instance.objectNode());
    resource.metadata().put("namespace", "ns");
    AckKind.KEY.tags().write(resource.spec(), all);
    return resource;
  }
}
