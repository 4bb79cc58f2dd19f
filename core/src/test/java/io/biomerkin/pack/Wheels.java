package io.biomerkin.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of tiny wheels, for pip to install from without a network. */
record Wheels(Path folder) {

  /** A pip that knows these wheels alone. */
  Pip pip() {
    return new Pip(
        "python3",
        java.util.Map.of("PIP_NO_INDEX", "1", "PIP_FIND_LINKS", folder.toUri().toString()));
  }

  /** Adds a wheel of one module and a script; returns the SHA-256 of the file. */
  String add(String name, String version, String tag, String requires) throws IOException {
    Path wheel = folder.resolve("%s-%s-%s.whl".formatted(name, version, tag));
    String info = "%s-%s.dist-info/".formatted(name, version);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      write(zip, name + ".py", "VERSION = '" + version + "'\n");
      write(
          zip,
          info + "METADATA",
          "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s"
              .formatted(
                  name, version, requires.isEmpty() ? "" : "Requires-Dist: " + requires + "\n"));
      write(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: " + tag + "\n");
      write(zip, info + "entry_points.txt", "[console_scripts]\n%1$s=%1$s:main\n".formatted(name));
      write(zip, info + "RECORD", name + ".py,,\n" + info + "RECORD,,\n");
    }
    return HexFormat.of().formatHex(Digests.of(wheel));
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
