// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

/**
 * The AWS account and region that a namespace stands for.
 *
 * @param account AWS account id, 12 digits
 * @param region AWS region code, such as {@code eu-west-1}
 */
public record Cell(String account, String region) {

  /** The account as a principal; conditions then say which of its roles is meant. */
  String accountPrincipal() {
    return "arn:aws:iam::" + account + ":root";
  }

  /** A service as KMS names it in {@code kms:ViaService}. */
  String service(String name) {
    return name + "." + region + ".amazonaws.com";
  }

  @Override
  public String toString() {
    return account + "/" + region;
  }
}
