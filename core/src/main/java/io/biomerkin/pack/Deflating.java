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

  private static final int LEVEL = 6;
  private static final int WINDOW_BITS = 15;
  private static final int PROBE = 1 << 14;

  private Deflating() {}

  /**
   * Deflates a part of a file so that the parts, one after another, are one stream.
   *
   * @param last whether the stream ends with this part
   */
  static byte[] deflate(byte[] content, int start, int length, boolean last) {
    int probe = Math.min(PROBE, length);
    boolean shrinks = run(content, start, probe, JZlib.Z_BEST_SPEED, true).length < probe * 0.97;
    return run(content, start, length, shrinks ? LEVEL : JZlib.Z_NO_COMPRESSION, last);
  }

  private static byte[] run(byte[] content, int start, int length, int level, boolean last) {
    try {
      Deflater deflater = new Deflater(level, WINDOW_BITS, true);
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

  private static boolean isUnfinished(int result, Deflater deflater, boolean last) {
    if (result != JZlib.Z_OK && result != JZlib.Z_STREAM_END && result != JZlib.Z_BUF_ERROR) {
      throw new IllegalStateException("deflate failed: " + result);
    }
    return last ? result != JZlib.Z_STREAM_END : deflater.avail_out == 0;
  }
}
