// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import dev.foundation.api.audit.AuditNames;
import dev.foundation.api.audit.AuditOperations;
import dev.foundation.api.audit.AuditedAccess;
import dev.foundation.api.audit.chain.AuditTrail;
import dev.foundation.api.audit.chain.ChainReader;
import dev.foundation.api.audit.storage.AnchorStore;
import dev.foundation.api.audit.storage.AuditCipher;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.aws.AuditCell;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.audit.KmsAuditCipher;
import dev.foundation.api.crypto.branchkey.AesGcmCursorCodec;
import dev.foundation.api.crypto.branchkey.BeaconKeyedHash;
import dev.foundation.api.crypto.branchkey.BranchKeys;
import dev.foundation.api.crypto.branchkey.EncryptionSdkCipher;
import dev.foundation.api.documents.CollectionListing;
import dev.foundation.api.documents.DocumentBatch;
import dev.foundation.api.documents.DocumentHistory;
import dev.foundation.api.documents.DocumentListing;
import dev.foundation.api.documents.DocumentOperations;
import dev.foundation.api.documents.DocumentPurge;
import dev.foundation.api.documents.DocumentService;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentSteps;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.search.DocumentSearch;
import dev.foundation.api.documents.search.FrequencySample;
import dev.foundation.api.documents.search.IndexBuilding;
import dev.foundation.api.documents.search.IndexService;
import dev.foundation.api.documents.search.SearchOperations;
import dev.foundation.api.files.FileOperations;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.identifiers.RandomIdentifiers;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.members.remote.RemoteMembers;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.store.audit.DynamoAuditStore;
import dev.foundation.api.store.audit.S3AnchorStore;
import dev.foundation.api.store.dynamo.DynamoDocumentStore;
import dev.foundation.api.store.dynamo.DynamoIndexStore;
import dev.foundation.api.store.files.DynamoFileIndex;
import dev.foundation.api.store.files.DynamoUploadIndex;
import dev.foundation.api.store.s3.S3ObjectStore;
import dev.foundation.api.store.s3.S3PartStore;
import dev.foundation.api.store.usage.CountingMeter;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.api.usage.UsageMeasurement;
import dev.foundation.api.usage.UsageOperations;
import dev.foundation.api.workspaces.WorkspaceOperations;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Puts the nouns on their adapters and each operationId on its code. */
final class Composition {

  private static final Duration TRANSFER_PATIENCE = Duration.ofSeconds(10);

  /** What counting a workspace's documents and files may take, each some seconds at most. */
  private static final int MOST_QUERIES = 1_000;

  private static final int MOST_LISTS = 100;

  private final TenantClients clients;
  private final RemoteMembers members;
  private final Clock clock;
  private final EnvelopeCipher cipher;
  private final BeaconKeyedHash hash;
  private final CursorCodec cursors;
  private final Identifiers identifiers = new RandomIdentifiers();
  private final AuditTrail trail;
  private final ChainReader chains;

  /**
   * Where the audit is.
   *
   * @param clients with the audit's role
   */
  record Audit(AuditCell cell, TenantClients clients) {

    private AuditStore store() {
      return new DynamoAuditStore(clients, cell.table());
    }

    private AnchorStore anchors() {
      return new S3AnchorStore(clients, cell.bucket(), cell.account());
    }
  }

  /**
   * Everything on AWS.
   *
   * @param clients with workspaces' own roles
   */
  Composition(
      TenantClients clients,
      Audit audit,
      RemoteMembers members,
      Duration keyCacheTtl,
      Clock clock) {
    AuditCipher seals = new KmsAuditCipher(audit.clients(), audit.cell().keyArn(), keyCacheTtl);
    this.trail = new AuditTrail(audit.store(), audit.anchors(), seals, clock);
    this.chains = new ChainReader(audit.store(), audit.anchors(), seals);
    this.members = members;
    BranchKeys keys = new BranchKeys(clients, keyCacheTtl);
    this.clients = clients;
    this.clock = clock;
    this.cipher = new EncryptionSdkCipher(keys);
    this.hash = new BeaconKeyedHash(keys);
    this.cursors = new AesGcmCursorCodec(keys);
  }

  Operations operations(TenantResolver tenants, RequestRates rates) {
    WorkspaceOperations workspaces = new WorkspaceOperations(tenants);
    Operations operations =
        new Operations()
            .bind("listWorkspaces", workspaces::listWorkspaces)
            .bind("getWorkspace", workspaces::getWorkspace)
            .bind("getUsage", usage(tenants, rates)::getUsage);
    files().bind(operations);
    bindDocuments(operations);
    members.byId().forEach(operations::bind);
    new AuditOperations(chains, new AuditNames(hash), cursors, clock)
        .byId()
        .forEach(operations::bind);
    return operations;
  }

  /** What every access leaves its event in; its heads are anchored from time to time. */
  AuditTrail trail() {
    return trail;
  }

  /** The way in which workspaces' data is accessed. */
  AuditedAccess accesses() {
    return new AuditedAccess(trail, new AuditNames(hash), clock);
  }

  private UsageOperations usage(TenantResolver tenants, RequestRates rates) {
    CountingMeter meter = new CountingMeter(clients, MOST_QUERIES, MOST_LISTS);
    return new UsageOperations(new UsageMeasurement(meter, clock), rates, tenants);
  }

  private void bindDocuments(Operations operations) {
    DynamoDocumentStore store = new DynamoDocumentStore(clients, clock);
    DynamoIndexStore entries = new DynamoIndexStore(clients, clock);
    SealedDocuments sealed = new SealedDocuments(cipher, hash);
    IdempotentRequests requests = new IdempotentRequests(store, cipher, hash, clock);
    CollectionIndexes indexes = new CollectionIndexes(entries, cipher, hash, hash, clock);
    DocumentRecords records = new DocumentRecords(store, sealed, indexes);
    DocumentSteps steps = new DocumentSteps(records, identifiers, clock);
    new DocumentOperations(
            new DocumentOperations.Services(
                new DocumentService(records, steps, requests),
                new DocumentBatch(records, steps, requests),
                new DocumentPurge(records, requests),
                new DocumentListing(store, records, sealed, cursors),
                new CollectionListing(store, sealed, cursors),
                new DocumentHistory(records, cursors)))
        .bind(operations);
    IndexBuilding.Stores stores = new IndexBuilding.Stores(store, entries);
    IndexBuilding building =
        new IndexBuilding(indexes, stores, sealed, records, background(), clock);
    FrequencySample sample = new FrequencySample(store, sealed, records);
    new SearchOperations(
            new IndexService(indexes, sample, building, clock),
            new DocumentSearch(indexes, building, stores, records, cursors))
        .bind(operations);
  }

  private static IndexBuilding.Background background() {
    Executor threads = task -> Thread.ofVirtual().name("index-building").start(task);
    long settling = CollectionIndexes.SETTLING.toMillis();
    return new IndexBuilding.Background(
        threads, CompletableFuture.delayedExecutor(settling, TimeUnit.MILLISECONDS, threads));
  }

  private FileOperations files() {
    return new FileOperations(
        new FileOperations.Stores(
            new DynamoFileIndex(clients, clock),
            new S3ObjectStore(clients),
            new DynamoUploadIndex(clients, clock),
            new S3PartStore(clients)),
        new FileOperations.Crypto(cipher, hash, cursors),
        identifiers,
        TransferLimit.ofHeap(Runtime.getRuntime().maxMemory(), TRANSFER_PATIENCE),
        clock);
  }
}
