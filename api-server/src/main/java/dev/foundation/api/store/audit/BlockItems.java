// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.audit;

import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.store.table.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Blocks as items: {@code pk} = foundation and day, {@code sk} = 12 hex digits of the millisecond,
 * chain and 16 hex digits of the index, so that a day is in order of time and each chain in order.
 */
final class BlockItems {

  /** Before and after every {@code sk}. */
  static final String FIRST = "0";

  static final String LAST = "g";

  /** How long an event is kept; six years, as 45 CFR 164.316(b)(2)(i) demands of records. */
  private static final Duration KEPT = Duration.ofDays(2192);

  private static final String KEY = "k";
  private static final Pattern SORT =
      Pattern.compile("([0-9a-f]{12})\\.([A-Za-z0-9-]+)\\.([0-9a-f]{16})");
  private static final int HEX = 16;
  private static final int MILLISECOND_DIGITS = 12;

  private BlockItems() {}

  static String partition(String foundationId, LocalDate day) {
    return foundationId + "." + day;
  }

  /** Not after any block of this time. */
  static String from(Instant time) {
    return millisecond(time);
  }

  /** Not before any block of this time. */
  static String upTo(Instant time) {
    return millisecond(time) + ".~";
  }

  /** Those before 1970, which no block is of, are like the first of 1970. */
  private static String millisecond(Instant time) {
    return HexFormat.of().toHexDigits(Math.max(0, time.toEpochMilli()), MILLISECOND_DIGITS);
  }

  static Map<String, AttributeValue> item(StoredBlock block) {
    BlockAddress address = block.address();
    ChainId chain = address.chain();
    String sort =
        millisecond(address.time())
            + "."
            + chain.name()
            + "."
            + HexFormat.of().toHexDigits(address.index());
    Map<String, AttributeValue> item =
        new HashMap<>(Attributes.key(partition(chain.foundationId(), chain.day()), sort));
    item.put(KEY, Attributes.bytes(block.key().bytes()));
    item.put(Attributes.BODY, Attributes.bytes(block.body().bytes()));
    item.put(Attributes.EXPIRES, Attributes.number(address.time().plus(KEPT).getEpochSecond()));
    return item;
  }

  /** The block; where it belongs follows from where it was found. */
  static StoredBlock block(String foundationId, LocalDate day, Map<String, AttributeValue> item) {
    Matcher sort = SORT.matcher(Attributes.get(item, Attributes.SK).s());
    if (!sort.matches()) {
      throw new IntegrityException("an item of the audit table is no block");
    }
    return new StoredBlock(
        new BlockAddress(
            new ChainId(foundationId, day, sort.group(2)),
            Long.parseUnsignedLong(sort.group(3), HEX),
            Instant.ofEpochMilli(Long.parseLong(sort.group(1), HEX))),
        Sealed.of(Attributes.get(item, KEY).b().asByteArray()),
        Sealed.of(Attributes.get(item, Attributes.BODY).b().asByteArray()));
  }
}
