// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.operation.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Events that were stored at once: a link of a chain.
 *
 * @param previous the hash of the block before; {@link #NONE} of the first
 */
public record Block(String previous, List<AuditEvent> events) {

  /** What stands for the block before the first. */
  public static final String NONE = "0".repeat(64);

  public Block {
    events = List.copyOf(events);
  }

  /** An event as it stands in a block's content. */
  static byte[] encoded(AuditEvent event) {
    try {
      return Json.MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is texts and numbers", e);
    }
  }

  /** The content of a block of these encoded events. */
  static byte[] content(String previous, List<byte[]> events) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes(("{\"previous\":\"" + previous + "\",\"events\":[").getBytes(UTF_8));
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        json.write(',');
      }
      json.writeBytes(events.get(i));
    }
    json.writeBytes("]}".getBytes(UTF_8));
    return json.toByteArray();
  }

  /** The block with this content. */
  static Block of(byte[] content) {
    try {
      return Json.MAPPER.readValue(content, Block.class);
    } catch (IOException e) {
      throw new IllegalStateException("what opened was written by this class", e);
    }
  }

  /**
   * The hash that the next block names: SHA-256 of where the block belongs and what it holds, the
   * hash of the block before it included.
   *
   * @return 64 hexadecimal digits
   */
  static String hash(BlockAddress address, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(address.text().getBytes(UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
