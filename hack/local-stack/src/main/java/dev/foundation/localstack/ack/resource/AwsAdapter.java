// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import java.util.Optional;
import java.util.Set;

/**
 * One kind's AWS service, in terms of its custom resource. Calls may end in the SDK's exceptions,
 * in {@link RequeueException} or in {@link TerminalException}.
 */
public interface AwsAdapter {
  AckKind kind();

  /** The desired resource with spec and status replaced by what AWS has, or nothing. */
  Optional<AckResource> find(AckResource desired);

  AckResource create(AckResource desired);

  /**
   * Brings AWS from the observed to the desired state.
   *
   * @param differences names of the spec's fields that differ, never empty
   */
  AckResource update(AckResource desired, AckResource observed, Set<String> differences);

  void delete(AckResource desired, AckResource observed);

  /** The name of the adoption field, as in {@code services.k8s.aws/adoption-fields}. */
  String adoptionField();

  /** Puts the adoption field's value where {@link #find} looks for it: in the spec, mostly. */
  default void adopt(AckResource resource, String value) {
    resource.spec().put(adoptionField(), value);
  }

  /** Names of the spec's fields that differ in what they mean. */
  default Set<String> differences(AckResource desired, AckResource observed) {
    return SpecDifferences.of(this).between(desired, observed);
  }

  /** Names of the spec's fields that hold an IAM policy document. */
  default Set<String> policyFields() {
    return Set.of();
  }

  /** Spec fields that AWS fills in when they are left out. */
  default Set<String> lateInitialized() {
    return Set.of();
  }

  default boolean isSynced(AckResource observed) {
    return true;
  }

  /** AWS error codes after which nothing is tried again. */
  default Set<String> terminalCodes() {
    return Set.of();
  }
}
