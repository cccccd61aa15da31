// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.evidence;

import dev.foundation.localstack.proxy.call.AwsRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls seen since the start or the last {@link #clear}; the newest 200,000 are kept. */
public final class Evidence {

  private static final int MOST_CALLS = 200_000;

  private final Identities identities = new Identities();
  private final ArrayDeque<RecordedCall> calls = new ArrayDeque<>();
  private long sequence;

  /** How a call ended. */
  public record Outcome(int status, @Nullable String errorCode, @Nullable String requestId) {
    /** No answer reached the caller. */
    public static final Outcome NONE = new Outcome(0, null, null);
  }

  /** Whose each access key is. */
  public Identities identities() {
    return identities;
  }

  /** Adds one call. */
  public synchronized void record(AwsRequest request, Outcome outcome) {
    calls.add(
        new RecordedCall(
            ++sequence,
            request.service(),
            request.action(),
            identities.of(request.accessKeyId()),
            request.resources(),
            outcome.status(),
            outcome.errorCode(),
            outcome.requestId()));
    if (calls.size() > MOST_CALLS) {
      calls.removeFirst();
    }
  }

  /** The sequence number of the newest call; 0 before the first. */
  public synchronized long last() {
    return sequence;
  }

  /** A snapshot, oldest first. */
  public synchronized List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  /** The calls of one role, whatever the session: the role's name as in its ARN. */
  public List<RecordedCall> callsOfRole(String roleName) {
    return matching(call -> call.identity().contains(":assumed-role/" + roleName + "/"));
  }

  /** The calls that match, oldest first. */
  public List<RecordedCall> matching(Predicate<RecordedCall> wanted) {
    return calls().stream().filter(wanted).toList();
  }

  /** The number of calls per {@code service:Action}. */
  public Map<String, Long> counts() {
    return counts("");
  }

  /** The same of the identities whose ARN has this part. */
  public Map<String, Long> counts(String identity) {
    return calls().stream()
        .filter(call -> call.identity().contains(identity))
        .collect(Collectors.groupingBy(RecordedCall::name, TreeMap::new, Collectors.counting()));
  }

  /** The calls per identity. */
  public Map<String, List<RecordedCall>> byIdentity() {
    Function<RecordedCall, String> identity = RecordedCall::identity;
    Collection<RecordedCall> all = new ArrayList<>(calls());
    return all.stream().collect(Collectors.groupingBy(identity));
  }

  /** Forgets the calls; whose each key is stays known. */
  public synchronized void clear() {
    calls.clear();
  }
}
