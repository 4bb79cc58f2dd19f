package io.biomerkin.deploy.gate;

import io.biomerkin.model.Release;
import java.util.Map;

/**
 * What a release is, whatever its id and environment: the same content is the same bits.
 *
 * @param topology {@code sha256:…} of what the system is
 * @param code {@code sha256:…} of each agent's package
 */
public record Content(String topology, Map<String, String> code) {

  /** Copies its map. */
  public Content {
    code = Map.copyOf(code);
  }

  /** The content of a release. */
  public static Content of(Release release) {
    return new Content(release.topology(), release.code());
  }

  /** Whether the release has this content. */
  public boolean isOf(Release release) {
    return equals(of(release));
  }
}
