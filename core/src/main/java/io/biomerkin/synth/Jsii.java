package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiModule;
import software.amazon.jsii.JsiiRuntime;

/**
 * Starts jsii with aws-cdk-lib loaded, sooner than jsii does by itself: what Java needs for it is
 * made ready while Node starts, and the library, 35 MB, is unpacked once for all processes.
 *
 * <p>It reaches into private parts of jsii for that, and for the command that Node is started with:
 * jsii would take that only from the environment of this process, which Java cannot change. {@code
 * NodeTest} fails when a new version of jsii has these parts no more.
 */
final class Jsii {

  private static final String LIBRARY = "aws-cdk-lib";

  private final JsiiEngine engine = JsiiEngine.getInstance();
  private final JsiiRuntime runtime = (JsiiRuntime) part(JsiiEngine.class, "runtime", engine);

  /**
   * The library in Java.
   *
   * @param module its classes
   * @param tarball what Node loads
   */
  private record Library(software.amazon.awscdk.$Module module, Path tarball) {}

  /**
   * Starts Node and loads the library, where the program that we are embedded in has not done so.
   *
   * @param command a shell command that runs a Node script whose path follows it; one that the user
   *     has set as {@code JSII_NODE} wins
   */
  void load(String command) {
    if (modules().containsKey(LIBRARY)) {
      return;
    }
    FutureTask<Library> library = new FutureTask<>(Jsii::library);
    Thread preparing = new Thread(library, "biomerkin-cdk");
    preparing.setDaemon(true);
    preparing.start();
    start(command);
    load(await(library));
  }

  private void start(String command) {
    try {
      Field node = JsiiRuntime.class.getDeclaredField("customNode");
      node.setAccessible(true);
      if (node.get(runtime) == null) {
        node.set(runtime, command);
      }
    } catch (ReflectiveOperationException e) {
      throw otherVersion(e);
    }
    engine.getClient();
  }

  private static Library library() throws ClassNotFoundException {
    // Made ready by its static initializer: it looks through the whole class path.
    Class.forName("software.amazon.jsii.JsiiObjectMapper");
    software.amazon.awscdk.$Module module = new software.amazon.awscdk.$Module();
    return new Library(module, unpacked(module));
  }

  private static Library await(FutureTask<Library> library) {
    try {
      return library.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while aws-cdk-lib was unpacked");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException own
          ? own
          : new IllegalStateException(e.getCause());
    }
  }

  /** What the engine does to load a module, but for the unpacking. */
  private void load(Library library) {
    JsiiModule module = library.module();
    library.module().getDependencies().forEach(engine::loadModule);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("api", "load").put("tarball", library.tarball().toString());
    request.put("name", module.getModuleName()).put("version", module.getModuleVersion());
    try {
      Method send = JsiiRuntime.class.getDeclaredMethod("requestResponse", JsonNode.class);
      send.setAccessible(true);
      send.invoke(runtime, request);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw otherVersion(e);
    }
    modules().put(module.getModuleName(), module);
  }

  /** The library as a file of its own, kept for the next time: unpacking 35 MB takes a while. */
  private static Path unpacked(JsiiModule module) {
    String name = module.getBundleResourceName();
    URL packed = module.getModuleClass().getResource(name);
    if (packed == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    try {
      URLConnection entry = packed.openConnection();
      long size = entry.getContentLengthLong();
      Path kept = UserCache.folder().resolve(name);
      if (!Files.exists(kept) || Files.size(kept) != size) {
        unpack(entry, kept);
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under another name first: another process may be reading, or die while it writes. */
  private static void unpack(URLConnection entry, Path kept) throws IOException {
    Files.createDirectories(kept.getParent());
    Path fresh = Files.createTempFile(kept.getParent(), "unpacked", ".tmp");
    try (InputStream packed = entry.getInputStream()) {
      Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, JsiiModule> modules() {
    return (Map<String, JsiiModule>) part(JsiiEngine.class, "loadedModules", engine);
  }

  private static Object part(Class<?> type, String name, Object of) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw otherVersion(e);
    }
  }

  private static IllegalStateException otherVersion(ReflectiveOperationException e) {
    return new IllegalStateException("another version of jsii than this tool was made for", e);
  }
}
