// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.files.index.FileChange.Outcome;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes that happen together or not at all, each with what its failed condition means. */
final class Transaction {

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final int ATTEMPTS = 5;

  private final List<TransactWriteItem> writes = new ArrayList<>();
  private final List<Outcome> meanings = new ArrayList<>();

  /** One more write; of several that fail, the first counts. */
  Transaction add(TransactWriteItem write, Outcome failed) {
    writes.add(write);
    meanings.add(failed);
    return this;
  }

  /** Tries again while others write the same items. */
  Outcome run(DynamoDbClient client) {
    for (int attempt = 1; ; attempt++) {
      try {
        AwsFailures.translated(() -> client.transactWriteItems(all -> all.transactItems(writes)));
        return Outcome.DONE;
      } catch (TransactionCanceledException e) {
        List<String> codes =
            e.cancellationReasons().stream().map(CancellationReason::code).toList();
        int failed = codes.indexOf(CONDITION_FAILED);
        if (failed >= 0) {
          return meanings.get(failed);
        }
        if (!codes.contains(CONFLICT)) {
          throw AwsFailures.unavailable(e);
        }
        if (attempt == ATTEMPTS) {
          return Outcome.CONTENDED;
        }
      }
    }
  }
}
