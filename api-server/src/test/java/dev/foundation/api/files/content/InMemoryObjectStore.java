// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Objects on the heap; keeps the contract that the real store keeps. */
public class InMemoryObjectStore implements ObjectStore, PartStore {

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Map<Growing, NavigableMap<Integer, byte[]>> growing = new ConcurrentHashMap<>();

  /** The objects by name, for tests to look at and to damage. */
  public Map<String, byte[]> objects() {
    return objects;
  }

  /** The parts of objects that grow, for tests to look at. */
  public Map<Growing, NavigableMap<Integer, byte[]>> growing() {
    return growing;
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

  @Override
  public Growing begin(Tenant tenant, String object) {
    Growing begun = new Growing(object, "transfer of " + object);
    growing.put(begun, new TreeMap<>());
    return begun;
  }

  @Override
  public boolean put(Tenant tenant, Growing at, int number, byte[] bytes, int length) {
    NavigableMap<Integer, byte[]> parts = growing.get(at);
    if (parts != null) {
      parts.put(number, Arrays.copyOf(bytes, length));
    }
    return parts != null;
  }

  @Override
  public Optional<List<Part>> parts(Tenant tenant, Growing at) {
    return Optional.ofNullable(growing.get(at))
        .map(parts ->
            parts.entrySet().stream()
                .map(part ->
                    new Part(
                        part.getKey(),
                        "tag " + Arrays.hashCode(part.getValue()),
                        Optional.empty(),
                        part.getValue().length))
                .toList());
  }

  @Override
  public boolean complete(Tenant tenant, Growing at, List<Part> parts) {
    Optional<List<Part>> current = parts(tenant, at);
    if (current.isEmpty()) {
      return false;
    }
    if (!current.get().containsAll(parts)) {
      throw new ProblemException(ProblemType.CONFLICT, "a part was replaced");
    }
    NavigableMap<Integer, byte[]> arrived = growing.remove(at);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (Part part : parts) {
      whole.writeBytes(arrived.get(part.number()));
    }
    objects.put(at.object(), whole.toByteArray());
    return true;
  }

  @Override
  public void abort(Tenant tenant, Growing at) {
    growing.remove(at);
  }
}
