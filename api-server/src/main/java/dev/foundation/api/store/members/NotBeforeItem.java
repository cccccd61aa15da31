// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.members;

import dev.foundation.api.auth.NotBefore;
import dev.foundation.api.store.table.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of a member's rights. All are in one partition and sorted by time, so that those whose
 * tokens may still be about are read at once.
 *
 * @param second tokens issued before this one count no more; since the epoch
 */
record NotBeforeItem(long second, String address, String sub) {

  static final String PARTITION = "not-before";

  private static final Duration SPARE = Duration.ofMinutes(1);

  /** Overtakes every token issued until this moment, whose second is not over yet. */
  static NotBeforeItem at(Instant time, String address, String sub) {
    return new NotBeforeItem(time.getEpochSecond() + 1, address, sub);
  }

  static NotBeforeItem of(Map<String, AttributeValue> item) {
    String[] parts = Attributes.get(item, Attributes.SK).s().split(" ", -1);
    return new NotBeforeItem(Long.parseLong(parts[0]), parts[1], parts[2]);
  }

  /** The least sort key of what still matters. */
  static String from(Instant now) {
    return sortable(now.minus(NotBefore.LONGEST_TOKEN_LIFE).minus(SPARE).getEpochSecond());
  }

  Map<String, AttributeValue> item() {
    long expires = second + NotBefore.LONGEST_TOKEN_LIFE.plus(SPARE).toSeconds();
    return Map.of(
        Attributes.PK,
        Attributes.text(PARTITION),
        Attributes.SK,
        Attributes.text(sortable(second) + " " + address + " " + sub),
        Attributes.EXPIRES,
        Attributes.number(expires));
  }

  private static String sortable(long second) {
    return String.format(Locale.ROOT, "%012d", second);
  }
}
