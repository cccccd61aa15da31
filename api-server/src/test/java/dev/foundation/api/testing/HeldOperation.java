// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.StreamingOperation;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An operation that is under way until the test lets it answer. */
public final class HeldOperation implements StreamingOperation {

  private final Answer answer;
  private final CountDownLatch begun;
  private final CountDownLatch released = new CountDownLatch(1);

  /**
   * One that answers this.
   *
   * @param requests how many are waited for until they have begun
   */
  public HeldOperation(int requests, Answer answer) {
    this.begun = new CountDownLatch(requests);
    this.answer = answer;
  }

  @Override
  public Answer handle(Call call, InputStream body) throws InterruptedException {
    begun.countDown();
    released.await();
    return answer;
  }

  public void untilBegun() throws InterruptedException {
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
  }

  public void release() {
    released.countDown();
  }
}
