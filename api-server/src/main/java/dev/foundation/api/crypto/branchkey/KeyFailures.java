// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.cryptography.materialproviders.model.CollectionOfErrors;

/** Tells a key that cannot be used from data that is not what was sealed. */
final class KeyFailures {

  private KeyFailures() {}

  /** Whether an AWS service refused or did not answer anywhere below this failure. */
  static boolean isOfService(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      if (next instanceof SdkException) {
        return true;
      }
      if (seen.add(next)) {
        if (next.getCause() != null) {
          open.add(next.getCause());
        }
        if (next instanceof CollectionOfErrors several && several.list() != null) {
          open.addAll(several.list());
        }
      }
    }
    return false;
  }
}
