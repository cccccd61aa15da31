// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.foundation.crds.contract.Permission;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Members with fewer rights than administrators: one more Cognito group. */
public record RoleSpec(
    @JsonPropertyDescription("The last part of the group's name <namespace>.<workspace>.<role>.")
        @Required
        @Size(min = 1, max = 20)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription("What members of the role may do.") @Required @Size(min = 1, max = 16)
        List<Permission> permissions) {

  public RoleSpec {
    permissions = permissions == null ? List.of() : List.copyOf(permissions);
  }
}
