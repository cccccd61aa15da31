// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.cognito;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.members.DirectoryUser;
import dev.foundation.api.members.UserDirectory;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * A Cognito user pool whose users log in by e-mail, so that user names are subs and every call
 * takes either.
 */
public final class CognitoUserDirectory implements UserDirectory {

  private static final int PAGE = 60;

  private final CognitoIdentityProviderClient cognito;
  private final String pool;
  private final CallBudget budget;

  /** The pool of this id. */
  public CognitoUserDirectory(
      CognitoIdentityProviderClient cognito, String pool, CallBudget budget) {
    this.cognito = cognito;
    this.pool = pool;
    this.budget = budget;
  }

  /**
   * Asks the same of Cognito whether or not the person was known, so that the time tells little.
   */
  @Override
  public DirectoryUser findOrInvite(Tenant tenant, String email) {
    call(
        tenant,
        () -> {
          try {
            return cognito.adminCreateUser(create ->
                create
                    .userPoolId(pool)
                    .username(email)
                    .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                    .userAttributes(
                        attribute("email", email), attribute("email_verified", "true")));
          } catch (UsernameExistsException e) {
            // Known from another workspace, or invited before: only the membership is new.
            return e;
          } catch (InvalidParameterException e) {
            throw new ProblemException(
                ProblemType.INVALID_REQUEST,
                "email is not an address that the user pool takes.",
                e);
          }
        });
    return find(tenant, email)
        .orElseThrow(() -> AwsFailures.unavailable(new IllegalStateException("just created")));
  }

  @Override
  public Optional<DirectoryUser> find(Tenant tenant, String name) {
    return call(
        tenant,
        () -> {
          try {
            var user = cognito.adminGetUser(get -> get.userPoolId(pool).username(name));
            return Optional.of(user(user.userAttributes(), user.enabled()));
          } catch (UserNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Set<GroupName> groups(Tenant tenant, String sub) {
    return allGroups(tenant, sub).stream()
        .flatMap(group -> GroupName.parse(group.groupName()).stream())
        .filter(group -> group.workspaceAddress().equals(tenant.address()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public int memberships(Tenant tenant, String sub) {
    return allGroups(tenant, sub).size();
  }

  private List<GroupType> allGroups(Tenant tenant, String sub) {
    return translated(() -> {
      try {
        return pages(
                tenant,
                cognito.adminListGroupsForUserPaginator(
                    list -> list.userPoolId(pool).username(sub).limit(PAGE)))
            .flatMap(page -> page.groups().stream())
            .toList();
      } catch (UserNotFoundException e) {
        return List.of();
      }
    });
  }

  @Override
  public List<DirectoryUser> members(Tenant tenant, GroupName group) {
    requireOwn(tenant, group);
    return translated(() -> {
      try {
        return pages(
                tenant,
                cognito.listUsersInGroupPaginator(
                    list -> list.userPoolId(pool).groupName(group.toString()).limit(PAGE)))
            .flatMap(page -> page.users().stream())
            .map(user -> user(user.attributes(), user.enabled()))
            .toList();
      } catch (ResourceNotFoundException e) {
        return List.of();
      }
    });
  }

  @Override
  public void join(Tenant tenant, String sub, GroupName group) {
    requireOwn(tenant, group);
    call(
        tenant,
        () -> {
          try {
            return cognito.adminAddUserToGroup(
                add -> add.userPoolId(pool).username(sub).groupName(group.toString()));
          } catch (ResourceNotFoundException e) {
            throw new ProblemException(
                ProblemType.WORKSPACE_NOT_READY,
                "The role is still being made.",
                Map.of("Retry-After", "5"));
          }
        });
  }

  @Override
  public void leave(Tenant tenant, String sub, GroupName group) {
    requireOwn(tenant, group);
    call(
        tenant,
        () ->
            cognito.adminRemoveUserFromGroup(
                remove -> remove.userPoolId(pool).username(sub).groupName(group.toString())));
  }

  /** The rights to the pool are to all of its groups: this is where they end. */
  private static void requireOwn(Tenant tenant, GroupName group) {
    if (!group.workspaceAddress().equals(tenant.address())) {
      throw new IllegalArgumentException("a group of another workspace");
    }
  }

  /** Every page of a listing is a call. */
  private <P> Stream<P> pages(Tenant tenant, SdkIterable<P> listing) {
    Stream.Builder<P> pages = Stream.builder();
    for (Iterator<P> next = listing.iterator(); next.hasNext(); ) {
      budget.take(tenant);
      pages.add(next.next());
    }
    return pages.build();
  }

  private <T> T call(Tenant tenant, Supplier<T> call) {
    budget.take(tenant);
    return translated(call);
  }

  private static <T> T translated(Supplier<T> call) {
    return AwsFailures.translated(() -> {
      try {
        return call.get();
      } catch (LimitExceededException | CodeDeliveryFailureException e) {
        throw AwsFailures.unavailable(e);
      }
    });
  }

  private static DirectoryUser user(List<AttributeType> attributes, boolean enabled) {
    return new DirectoryUser(
        value(attributes, "sub"), value(attributes, "email").toLowerCase(Locale.ROOT), enabled);
  }

  private static String value(List<AttributeType> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(AttributeType::value)
        .findFirst()
        .orElse("");
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
