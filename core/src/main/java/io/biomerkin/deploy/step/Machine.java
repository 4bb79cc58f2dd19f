package io.biomerkin.deploy.step;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this process runs. */
final class Machine {

  private static final String UNKNOWN = "unknown";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private Machine() {}

  /** The host's name, for people. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  /**
   * Equal for two processes only when each would see the other: containers may share a host's name,
   * and yet know nothing of one another's processes. Empty where that cannot be told.
   */
  static String identity() {
    if (Files.exists(BOOT)) {
      try {
        return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
      } catch (IOException e) {
        return "";
      }
    }
    return host().equals(UNKNOWN) ? "" : host();
  }
}
