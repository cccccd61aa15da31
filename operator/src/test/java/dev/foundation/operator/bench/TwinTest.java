// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.plan.Plans;
import org.junit.jupiter.api.Test;

class TwinTest {

  private static final Twin FIRST =
      Twin.of(0, Plans.CELL).withKey("11111111-2222-3333-4444-555555555555");
  private static final Twin OTHER = Twin.of(4711, Plans.CELL);

  @Test
  void whatIsSaidOfOneIsSaidOfTheOtherAndBack() {
    String said =
        "%s-keys alias/%s %s arn:aws:kms:eu-west-1:111122223333:key/%s"
            .formatted(FIRST.awsName(), FIRST.awsName(), FIRST.name(), FIRST.keyId());
    String told = FIRST.saidOf(OTHER, said);
    assertThat(told)
        .isEqualTo(
            "%s-keys alias/%s %s arn:aws:kms:eu-west-1:111122223333:key/%s"
                .formatted(OTHER.awsName(), OTHER.awsName(), OTHER.name(), OTHER.keyId()));
    assertThat(OTHER.saidOf(FIRST, told)).isEqualTo(said);
  }

  @Test
  void isRecognisedByAnyOfItsNames() {
    assertThat(Twin.numberIn("Table " + OTHER.awsName())).contains(4711);
    assertThat(Twin.numberIn("key/" + OTHER.keyId())).contains(4711);
    assertThat(Twin.numberIn("new-100-7 of bench")).isEmpty();
  }
}
