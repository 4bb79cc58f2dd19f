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
 * Starts jsii with aws-cdk-lib loaded, twice as fast as jsii does by itself: the library, 35 MB, is
 * taken out of its jar while Node starts.
 *
 * <p>It reaches into private parts of jsii for that, and for the command that Node is started with:
 * jsii would take that only from the environment of this process, which Java cannot change. {@code
 * NodeTest} fails when a new version of jsii has these parts no more.
 */
final class Jsii {

  private static final software.amazon.awscdk.$Module CDK = new software.amazon.awscdk.$Module();

  private final JsiiEngine engine = JsiiEngine.getInstance();
  private final JsiiRuntime runtime = (JsiiRuntime) part(JsiiEngine.class, "runtime", engine);

  /**
   * Starts Node and loads the library, where the program that we are embedded in has not done so.
   *
   * @param command a shell command that runs a Node script whose path follows it; one that the user
   *     has set as {@code JSII_NODE} wins
   */
  void load(String command) {
    if (modules().containsKey(CDK.getModuleName())) {
      return;
    }
    FutureTask<Path> library = new FutureTask<>(Jsii::unpacked);
    Thread unpacking = new Thread(library, "biomerkin-cdk");
    unpacking.setDaemon(true);
    unpacking.start();
    try {
      start(command);
      load(CDK, library.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while aws-cdk-lib was unpacked");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException own
          ? own
          : new IllegalStateException(e.getCause());
    } finally {
      delete(library);
    }
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
    CDK.getDependencies().forEach(engine::loadModule);
  }

  /** What the engine does to load a module, but for the unpacking. */
  private void load(JsiiModule module, Path tarball) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("api", "load").put("tarball", tarball.toString());
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

  private static Path unpacked() {
    String name = CDK.getBundleResourceName();
    try (InputStream packed = CDK.getModuleClass().getResourceAsStream(name)) {
      if (packed == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      Path file = Files.createTempFile("biomerkin-cdk", ".tgz");
      Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(FutureTask<Path> library) {
    try {
      Files.deleteIfExists(library.get());
    } catch (IOException | InterruptedException | ExecutionException e) {
      // A file among the temporary ones; what went wrong with it is told already.
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
