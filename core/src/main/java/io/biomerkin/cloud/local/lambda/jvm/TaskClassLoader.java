package io.biomerkin.cloud.local.lambda.jvm;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a function as Lambda finds them: the package's root, then the jars of its {@code
 * lib}. It knows the JDK beside them, not the classes of this program.
 */
final class TaskClassLoader extends URLClassLoader {

  private static final int MAGIC = 0xCAFEBABE;

  private final int release;

  private TaskClassLoader(List<URL> urls, int release) {
    super(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    this.release = release;
  }

  /**
   * The classes of an unpacked package.
   *
   * @param release what the function's runtime takes at most, e.g. 17
   */
  static TaskClassLoader of(Path root, int release) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(root.toUri().toURL());
    Path lib = root.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> files = Files.list(lib)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          urls.add(jar.toUri().toURL());
        }
      }
    }
    return new TaskClassLoader(urls, release);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL file = findResource(name.replace('.', '/') + ".class");
    // Which class of a multi-release jar is taken is up to the Java that runs it.
    if (file != null && !file.toString().contains("META-INF/versions/")) {
      checkVersion(name, file);
    }
    return super.findClass(name);
  }

  /** The machine's Java may be newer than the runtime: then it must refuse what AWS would. */
  private void checkVersion(String name, URL file) throws ClassNotFoundException {
    int version = version(name, file);
    if (version > JavaRelease.classFile(release)) {
      throw new UnsupportedClassVersionError(
          "%s has been compiled by a more recent version of the Java Runtime (class file version"
                  .formatted(name)
              + " %d.0), this version of the Java Runtime only recognizes class file versions up to %d.0"
                  .formatted(version, JavaRelease.classFile(release)));
    }
    int needs = JavaRelease.ofClassFile(version);
    if (needs > Runtime.version().feature()) {
      throw new MachineTooOld(name, needs);
    }
  }

  private static int version(String name, URL file) throws ClassNotFoundException {
    try (DataInputStream in = new DataInputStream(file.openStream())) {
      boolean isClass = in.readInt() == MAGIC;
      in.readUnsignedShort();
      return isClass ? in.readUnsignedShort() : 0;
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
