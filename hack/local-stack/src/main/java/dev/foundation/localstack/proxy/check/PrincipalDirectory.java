// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

/** Knows which IAM users and roles exist. */
@FunctionalInterface
public interface PrincipalDirectory {

  /**
   * Whether a user or role with this ARN exists now.
   *
   * @param arn such as {@code arn:aws:iam::000000000000:role/foundation/x}
   */
  boolean exists(String arn);
}
