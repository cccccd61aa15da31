// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagFieldTest {

  private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
  private final List<String> calls = new ArrayList<>();

  @Test
  void readsWhatItWroteAtEveryKindsPlace() {
    for (AckKind kind : AckKind.values()) {
      Map<String, String> tags = kind.tags().exists() ? Map.of("a", "1") : Map.of();
      kind.tags().write(spec, Map.of("a", "1"));
      assertThat(kind.tags().read(spec)).as(kind.kind()).isEqualTo(tags);
      spec.removeAll();
    }
  }

  @Test
  void leavesTheFieldOutWhenThereAreNoTags() {
    AckKind.BUCKET.tags().write(spec, Map.of("a", "1"));
    AckKind.BUCKET.tags().write(spec, Map.of());
    assertThat(spec).isEmpty();
  }

  @Test
  void removesWhatIsGoneAndSetsTheRest() {
    settle(Map.of("a", "2"), Map.of("a", "1", "b", "1"));
    assertThat(calls).containsExactly("untag [b]", "tag {a=2}");
  }

  @Test
  void callsForNothingNeitherWay() {
    settle(Map.of("a", "1"), Map.of());
    settle(Map.of(), Map.of("b", "1"));
    settle(Map.of(), Map.of());
    assertThat(calls).containsExactly("tag {a=1}", "untag [b]");
  }

  private void settle(Map<String, String> wanted, Map<String, String> observed) {
    TagField.settle(
        wanted, observed, gone -> calls.add("untag " + gone), all -> calls.add("tag " + all));
  }
}
