// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A member as the API shows one.
 *
 * @param roles sorted
 * @param status whether the account may log in; not whether it ever has, which would tell whether
 *     the person had an account before
 */
record Member(
    String sub,
    String email,
    @JsonProperty("admin") boolean admin,
    List<String> roles,
    Status status) {

  /** What the platform team has made of the account. */
  enum Status {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("disabled")
    DISABLED
  }

  static Member of(DirectoryUser user, Grant grant) {
    return new Member(
        user.sub(),
        user.email(),
        grant.admin(),
        grant.roles().stream().sorted().toList(),
        user.enabled() ? Status.ACTIVE : Status.DISABLED);
  }
}
