// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.members;

import static dev.foundation.api.aws.AwsFailures.translated;

import dev.foundation.api.members.AdministratorRoll;
import dev.foundation.api.members.AdministratorRoll.Departure;
import dev.foundation.api.members.MembershipStore;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What members processes write down together, in the cell's members table. */
public final class DynamoMembershipStore implements MembershipStore {

  private static final String ROLL = "administrators";
  private static final String DEPARTURES = "departures";
  private static final String SINCE = "since";
  private static final String ENDED = "ended";
  private static final String ADDED = "sub";
  private static final String GROUPS = "groups";

  /** {@code ttl} is a reserved word of expressions. */
  private static final String FREE = "attribute_not_exists(pk) OR #ttl <= :now";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** A store in this table. */
  public DynamoMembershipStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void outdate(Tenant tenant, String sub, Instant time) {
    NotBeforeItem item = NotBeforeItem.at(time, tenant.address(), sub);
    translated(() -> dynamoDb.putItem(put -> put.tableName(table).item(item.item())));
  }

  @Override
  public AdministratorRoll roll(Tenant tenant) {
    return read(tenant, ROLL).map(DynamoMembershipStore::roll).orElse(AdministratorRoll.NEW);
  }

  private static AdministratorRoll roll(Map<String, AttributeValue> item) {
    Map<String, Departure> departures = new HashMap<>();
    Attributes.get(item, DEPARTURES)
        .m()
        .forEach((sub, departure) ->
            departures.put(
                sub,
                new Departure(
                    Instant.ofEpochSecond(number(Attributes.get(departure.m(), SINCE))),
                    Attributes.get(departure.m(), ENDED).bool())));
    return new AdministratorRoll(number(Attributes.get(item, Attributes.VERSION)), departures);
  }

  @Override
  public boolean replaceRoll(Tenant tenant, AdministratorRoll next) {
    Map<String, AttributeValue> departures = new HashMap<>();
    next.departures()
        .forEach((sub, departure) ->
            departures.put(
                sub,
                AttributeValue.fromM(
                    Map.of(
                        SINCE, Attributes.number(departure.since().getEpochSecond()),
                        ENDED, AttributeValue.fromBool(departure.ended())))));
    Map<String, AttributeValue> item = new HashMap<>(key(tenant, ROLL));
    item.put(Attributes.VERSION, Attributes.number(next.version()));
    item.put(DEPARTURES, AttributeValue.fromM(departures));
    return next.version() == 1
        ? put(item, "attribute_not_exists(pk)", Map.of())
        : put(item, "v = :before", Map.of(":before", Attributes.number(next.version() - 1)));
  }

  @Override
  public Optional<Addition> claim(Tenant tenant, String key, Instant now, Instant until) {
    String sort = sort(tenant, key);
    boolean free =
        put(
            expiring(tenant, sort, until),
            FREE,
            Map.of(":now", Attributes.number(now.getEpochSecond())));
    if (free) {
      return Optional.empty();
    }
    Map<String, AttributeValue> known = read(tenant, sort).orElse(Map.of());
    return Optional.of(
        known.containsKey(ADDED)
            ? new Addition(
                Attributes.get(known, ADDED).s(), Set.copyOf(Attributes.get(known, GROUPS).ss()))
            : new Addition(null, Set.of()));
  }

  @Override
  public void keep(Tenant tenant, String key, String sub, Set<String> groups, Instant until) {
    Map<String, AttributeValue> item = expiring(tenant, sort(tenant, key), until);
    item.put(ADDED, Attributes.text(sub));
    item.put(GROUPS, AttributeValue.fromSs(groups.stream().sorted().toList()));
    translated(() -> dynamoDb.putItem(put -> put.tableName(table).item(item)));
  }

  @Override
  public void abandon(Tenant tenant, String key) {
    Map<String, AttributeValue> claimed = key(tenant, sort(tenant, key));
    translated(() -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(claimed)));
  }

  private boolean put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return translated(() -> {
      try {
        dynamoDb.putItem(put -> {
          put.tableName(table).item(item).conditionExpression(condition);
          if (!values.isEmpty()) {
            put.expressionAttributeValues(values);
          }
          if (condition.equals(FREE)) {
            put.expressionAttributeNames(Map.of("#ttl", Attributes.EXPIRES));
          }
        });
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  private Optional<Map<String, AttributeValue>> read(Tenant tenant, String sort) {
    var answer =
        translated(() ->
            dynamoDb.getItem(
                get -> get.tableName(table).consistentRead(true).key(key(tenant, sort))));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }

  private static Map<String, AttributeValue> expiring(Tenant tenant, String sort, Instant until) {
    Map<String, AttributeValue> item = new HashMap<>(key(tenant, sort));
    item.put(Attributes.EXPIRES, Attributes.number(until.getEpochSecond()));
    return item;
  }

  private static Map<String, AttributeValue> key(Tenant tenant, String sort) {
    return Attributes.key("w." + tenant.address(), sort);
  }

  /** What clients choose is not written down; two members may choose the same. */
  private static String sort(Tenant tenant, String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((tenant.principal().sub() + " " + key).getBytes(StandardCharsets.UTF_8));
      return "k." + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static long number(AttributeValue value) {
    return Long.parseLong(value.n());
  }
}
