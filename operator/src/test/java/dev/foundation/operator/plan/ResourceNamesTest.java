// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceNamesTest {

  private static final Cell CELL = new Cell("000000000000", "eu-west-1");

  private static ResourceNames names(String controlPlane, Cell cell, String workspace) {
    return ResourceNames.of("acme-7k2", controlPlane, cell, "foundations", workspace);
  }

  @Test
  void carryTheFoundationAndAHashOfThePlace() {
    // printf 'test|000000000000|eu-west-1|foundations/acme' | sha256sum | cut -c1-10
    assertThat(names("test", CELL, "acme").name()).isEqualTo("fdn-acme-7k2-198e6d8f7e");
  }

  @Test
  void staySmallEnoughForEveryService() {
    String longest = "a".repeat(32);
    ResourceNames names = ResourceNames.of(longest, "test", CELL, "foundations", "acme");
    assertThat(names.name()).hasSize(47);
    assertThat(names.bucket()).hasSizeLessThanOrEqualTo(63);
    assertThat(names.role()).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void differForEveryPartOfThePlace() {
    assertThat(
            new String[] {
              names("test", CELL, "acme").name(),
              names("other", CELL, "acme").name(),
              names("test", new Cell("111111111111", "eu-west-1"), "acme").name(),
              names("test", new Cell("000000000000", "eu-north-1"), "acme").name(),
              names("test", CELL, "acme2").name()
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void arnsAreLiteral() {
    ResourceNames names = new ResourceNames(CELL, "fdn-x");
    assertThat(names.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:000000000000:table/fdn-x");
    assertThat(names.keyTableArn()).isEqualTo(names.tableArn() + "-keys");
    assertThat(names.bucketArn()).isEqualTo("arn:aws:s3:::fdn-x");
    assertThat(names.aliasArn()).isEqualTo("arn:aws:kms:eu-west-1:000000000000:alias/fdn-x");
    assertThat(names.roleArn()).isEqualTo("arn:aws:iam::000000000000:role/foundation/fdn-x");
    assertThat(names.policyArn()).isEqualTo("arn:aws:iam::000000000000:policy/foundation/fdn-x");
  }
}
