package io.biomerkin.pack;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import java.util.Arrays;

/**
 * Raw deflate in pure Java. The JDK's own goes through the machine's zlib, whose output differs
 * from build to build.
 */
final class Deflating {

  /** Twice as fast as the usual 6, for a twelfth more bytes. */
  private static final int LEVEL = 2;

  private static final int MAX_WINDOW_BITS = 15;
  private static final int MIN_WINDOW_BITS = 10;

  /** How far deflate looks ahead: what a window must hold beside the content. */
  private static final int LOOK_AHEAD = 300;

  private static final int PROBE = 1 << 14;

  private Deflating() {}

  /**
   * Deflates a part of a file so that the parts, one after another, are one stream.
   *
   * @param last whether the stream ends with this part
   */
  static byte[] deflate(byte[] content, int start, int length, boolean last) {
    boolean shrinks = length <= 2 * PROBE || shrinks(content, start);
    return run(content, start, length, shrinks ? LEVEL : JZlib.Z_NO_COMPRESSION, last);
  }

  /** Whether it is worth the time, judged by the beginning: pictures and archives are not. */
  private static boolean shrinks(byte[] content, int start) {
    return run(content, start, PROBE, JZlib.Z_BEST_SPEED, true).length < PROBE * 0.97;
  }

  private static byte[] run(byte[] content, int start, int length, int level, boolean last) {
    try {
      int window = windowBits(length);
      Deflater deflater = new Deflater(level, window, window - 7, JZlib.W_NONE);
      deflater.setInput(content, start, length, false);
      byte[] output = new byte[length / 2 + 64];
      deflater.setOutput(output);
      int flush = last ? JZlib.Z_FINISH : JZlib.Z_SYNC_FLUSH;
      while (isUnfinished(deflater.deflate(flush), deflater, last)) {
        int written = deflater.next_out_index;
        output = Arrays.copyOf(output, output.length * 2);
        deflater.setOutput(output, written, output.length - written);
      }
      return Arrays.copyOf(output, deflater.next_out_index);
    } catch (GZIPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Most sources are small: with a window of their size, the buffers are not dear either. */
  private static int windowBits(int length) {
    int bits = MIN_WINDOW_BITS;
    while (bits < MAX_WINDOW_BITS && 1 << bits < length + LOOK_AHEAD) {
      bits++;
    }
    return bits;
  }

  private static boolean isUnfinished(int result, Deflater deflater, boolean last) {
    if (result != JZlib.Z_OK && result != JZlib.Z_STREAM_END && result != JZlib.Z_BUF_ERROR) {
      throw new IllegalStateException("deflate failed: " + result);
    }
    return last ? result != JZlib.Z_STREAM_END : deflater.avail_out == 0;
  }
}
