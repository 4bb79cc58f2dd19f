package io.biomerkin.synth;

import io.biomerkin.model.Environment.Size;

/**
 * What a size means.
 *
 * @param logDays how long logs are kept
 * @param rate API requests a second
 * @param burst API requests at once
 * @param scales whether agents behind the API scale
 */
record SizeValues(int logDays, int rate, int burst, boolean scales) {

  static SizeValues of(Size size) {
    return switch (size) {
      case MINIMAL -> new SizeValues(7, 50, 100, false);
      case MEDIUM -> new SizeValues(30, 500, 1000, false);
      case AUTOSCALING -> new SizeValues(90, 2000, 4000, true);
    };
  }
}
