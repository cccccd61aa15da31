// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.concurrent.CompletableFuture;

/** What happens to a call that a rule chose. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = Effect.Hold.class, name = "hold"),
  @JsonSubTypes.Type(value = Effect.HoldAnswer.class, name = "holdAnswer"),
  @JsonSubTypes.Type(value = Effect.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = Effect.LoseAnswer.class, name = "loseAnswer"),
  @JsonSubTypes.Type(value = Effect.CutBody.class, name = "cutBody")
})
public sealed interface Effect {

  /** AWS is not asked; the caller gets this error. */
  record Answer(int status, String code, String message) implements Effect {}

  /** The call waits until the rule is removed or the longest time has passed, then goes on. */
  record Hold(long milliseconds, @JsonIgnore CompletableFuture<Void> released) implements Effect {
    /** Holds for at most so long. */
    @JsonCreator
    public Hold(@JsonProperty("milliseconds") long milliseconds) {
      this(milliseconds, new CompletableFuture<>());
    }
  }

  /** AWS does what was asked, but its answer waits as a held call does. */
  record HoldAnswer(long milliseconds, @JsonIgnore CompletableFuture<Void> released)
      implements Effect {
    /** Holds for at most so long. */
    @JsonCreator
    public HoldAnswer(@JsonProperty("milliseconds") long milliseconds) {
      this(milliseconds, new CompletableFuture<>());
    }
  }

  /** AWS is not asked; the connection is reset. */
  record Reset() implements Effect {}

  /** AWS does what was asked, but the connection is reset before its answer reaches the caller. */
  record LoseAnswer() implements Effect {}

  /** The answer's body breaks off after so many bytes. */
  record CutBody(long afterBytes) implements Effect {}
}
