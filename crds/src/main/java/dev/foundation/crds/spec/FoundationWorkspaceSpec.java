// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The desired workspace. Every component but the first two has a default and is never null. */
@ValidationRule(
    value = "!(self.deletionPolicy == 'Delete' && self.table.deletionProtection)",
    message =
        "deletionPolicy Delete needs table.deletionProtection: false; switch the protection off first")
public record FoundationWorkspaceSpec(
    @JsonPropertyDescription(
            "The foundation's identity for ever: part of its AWS names, tags and encryption context.")
        @Required
        @Pattern("^[a-z0-9]([a-z0-9-]{1,30}[a-z0-9])$")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "foundationId is the foundation's identity and cannot change; create another workspace instead")
        String foundationId,
    @JsonPropertyDescription("The name people read.") @Required @Size(min = 1, max = 128)
        String displayName,
    @JsonPropertyDescription("What happens to the AWS resources when the workspace is deleted.")
        @Default("Retain")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription("Refuses the members' traffic; data and resources stay.")
        @Default("false")
        Boolean suspended,
    @Default("{}") KeySpec key,
    @Default("{}") TableSpec table,
    @Default("{}") BucketSpec bucket,
    @Default("{}") LimitsSpec limits,
    @JsonPropertyDescription(
            "E-mail addresses invited once, when the group is made; afterwards the members API owns membership.")
        @Size(max = 5)
        List<@Size(min = 3, max = 254) @Pattern("^[^@\\s]+@[^@\\s]+$") String> admins,
    @JsonPropertyDescription("Roles with fewer rights than administrators.") @Size(max = 8)
        List<RoleSpec> roles) {

  public FoundationWorkspaceSpec {
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.RETAIN : deletionPolicy;
    suspended = suspended != null && suspended;
    key = key == null ? KeySpec.defaults() : key;
    table = table == null ? TableSpec.defaults() : table;
    bucket = bucket == null ? BucketSpec.defaults() : bucket;
    limits = limits == null ? LimitsSpec.defaults() : limits;
    admins = admins == null ? List.of() : List.copyOf(admins);
    roles = roles == null ? List.of() : List.copyOf(roles);
  }

  /** The smallest valid spec; everything else at its default. */
  public static FoundationWorkspaceSpec of(String foundationId, String displayName) {
    return new FoundationWorkspaceSpec(
        foundationId,
        displayName,
        DeletionPolicy.RETAIN,
        false,
        KeySpec.defaults(),
        TableSpec.defaults(),
        BucketSpec.defaults(),
        LimitsSpec.defaults(),
        List.of(),
        List.of());
  }
}
