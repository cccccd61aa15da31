// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.files.content.PartStore.Growing;
import dev.foundation.api.files.content.PartStore.Part;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of growing objects does, real or not. */
public abstract class PartStoreContract {

  private static final int PART = 5 << 20;

  /** A tenant that has a bucket. */
  protected abstract Tenant tenant();

  /** The store under test. */
  protected abstract PartStore parts();

  /** Where whole objects are. */
  protected abstract ObjectStore objects();

  @Test
  void makesPartsInAnyOrderOneObject() throws IOException {
    Growing growing = parts().begin(tenant(), ObjectKeys.random());
    assertThat(parts().parts(tenant(), growing)).hasValue(List.of());
    assertThat(put(growing, 2, new byte[] {7})).isTrue();
    assertThat(put(growing, 1, new byte[PART])).isTrue();
    assertMissing(growing.object());
    List<Part> arrived = parts().parts(tenant(), growing).orElseThrow();
    assertThat(arrived).extracting(Part::number).containsExactly(1, 2);
    assertThat(arrived).extracting(Part::length).containsExactly((long) PART, 1L);
    assertThat(parts().complete(tenant(), growing, arrived)).isTrue();
    try (InputStream in = objects().read(tenant(), growing.object(), PART - 1, 10)) {
      assertThat(in.readAllBytes()).containsExactly(0, 7);
    }
    assertThat(parts().parts(tenant(), growing)).isEmpty();
    assertThat(put(growing, 1, new byte[1])).isFalse();
  }

  @Test
  void aPartPutAgainCountsOnce() throws IOException {
    Growing growing = parts().begin(tenant(), ObjectKeys.random());
    put(growing, 1, new byte[] {1, 1});
    put(growing, 1, new byte[] {2});
    List<Part> arrived = parts().parts(tenant(), growing).orElseThrow();
    assertThat(arrived).extracting(Part::length).containsExactly(1L);
    parts().complete(tenant(), growing, arrived);
    try (InputStream in = objects().read(tenant(), growing.object(), 0, 10)) {
      assertThat(in.readAllBytes()).containsExactly(2);
    }
  }

  @Test
  void objectIsNotMadeOfAPartThatAnotherHasReplaced() throws IOException {
    Growing growing = parts().begin(tenant(), ObjectKeys.random());
    put(growing, 1, new byte[] {1});
    List<Part> arrived = parts().parts(tenant(), growing).orElseThrow();
    put(growing, 1, new byte[] {2});
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parts().complete(tenant(), growing, arrived))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
    assertMissing(growing.object());
    List<Part> current = parts().parts(tenant(), growing).orElseThrow();
    assertThat(parts().complete(tenant(), growing, current)).isTrue();
    try (InputStream in = objects().read(tenant(), growing.object(), 0, 10)) {
      assertThat(in.readAllBytes()).containsExactly(2);
    }
  }

  @Test
  void objectThatIsGivenUpLeavesNothing() {
    Growing growing = parts().begin(tenant(), ObjectKeys.random());
    put(growing, 1, new byte[] {1});
    List<Part> arrived = parts().parts(tenant(), growing).orElseThrow();
    parts().abort(tenant(), growing);
    parts().abort(tenant(), growing);
    assertThat(parts().parts(tenant(), growing)).isEmpty();
    assertThat(put(growing, 2, new byte[1])).isFalse();
    assertThat(parts().complete(tenant(), growing, arrived)).isFalse();
    assertMissing(growing.object());
  }

  /** The part with a byte behind it that is not of it. */
  private boolean put(Growing growing, int number, byte[] part) {
    byte[] bytes = Arrays.copyOf(part, part.length + 1);
    bytes[part.length] = -1;
    return parts().put(tenant(), growing, number, bytes, part.length);
  }

  private void assertMissing(String object) {
    assertThatExceptionOfType(MissingObjectException.class)
        .isThrownBy(() -> objects().read(tenant(), object, 0, 1));
  }
}
