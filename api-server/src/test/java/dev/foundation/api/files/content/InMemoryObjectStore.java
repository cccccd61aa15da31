// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.tenant.Tenant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Objects on the heap; keeps the contract that the real store keeps. */
public final class InMemoryObjectStore implements ObjectStore {

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Set<String> open = new HashSet<>();

  /** The objects by name, for tests to look at and to damage. */
  public Map<String, byte[]> objects() {
    return objects;
  }

  /** Names of uploads that are neither finished nor given up. */
  public Set<String> openUploads() {
    return open;
  }

  @Override
  public ObjectUpload upload(Tenant tenant, String key) {
    open.add(key);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    return new ObjectUpload() {
      @Override
      public void part(byte[] bytes, int length) {
        content.write(bytes, 0, length);
      }

      @Override
      public void finish(byte[] bytes, int length) {
        content.write(bytes, 0, length);
        objects.put(key, content.toByteArray());
        open.remove(key);
      }

      @Override
      public void close() {
        open.remove(key);
      }
    };
  }

  @Override
  public InputStream read(Tenant tenant, String key, long first, long length) throws IOException {
    byte[] object = objects.get(key);
    if (object == null || first >= object.length) {
      throw new MissingObjectException(new IllegalArgumentException(key));
    }
    int most = (int) Math.min(length, object.length - first);
    return new ByteArrayInputStream(object, (int) first, most);
  }

  @Override
  public void delete(Tenant tenant, String key) {
    objects.remove(key);
  }
}
