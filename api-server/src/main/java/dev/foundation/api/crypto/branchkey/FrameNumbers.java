// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.amazonaws.encryptionsdk.ParsedCiphertext;
import dev.foundation.api.crypto.IntegrityException;
import java.nio.ByteBuffer;

/**
 * Checks what the SDK reads over when it opens a message: the numbers written in its frames (it
 * authenticates its own count), and whatever comes after the last one. Without this, some altered
 * messages would open, to the same plaintext.
 *
 * <p>Format: AWS Encryption SDK message format reference, "Framed data".
 */
final class FrameNumbers {

  private static final int LAST_FRAME = 0xFFFFFFFF;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private FrameNumbers() {}

  /**
   * Demands frames 1, 2, 3 and so on to the end of the message.
   *
   * @param message has been opened, so its lengths are true
   * @throws IntegrityException if there is anything else
   */
  static void check(byte[] message) {
    ParsedCiphertext header = new ParsedCiphertext(message);
    ByteBuffer frames = ByteBuffer.wrap(message).position(header.getOffset());
    boolean last = false;
    for (int expected = 1; !last; expected++) {
      int number = frames.getInt();
      last = number == LAST_FRAME;
      if ((last ? frames.getInt() : number) != expected) {
        throw new IntegrityException("a sealed value has a frame with another number");
      }
      frames.position(frames.position() + NONCE_BYTES);
      int content = last ? frames.getInt() : header.getFrameLength();
      frames.position(frames.position() + content + TAG_BYTES);
    }
    if (frames.hasRemaining()) {
      throw new IntegrityException("a sealed value goes on after its last frame");
    }
  }
}
