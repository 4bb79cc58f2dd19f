package io.biomerkin.cloud.local;

import software.amazon.awssdk.core.SdkClient;

/** One service of the embedded cloud; registered with {@code @AutoService}. */
public interface LocalService {

  /** The simple name of the SDK's client interface that it implements, e.g. {@code S3Client}. */
  String client();

  /** The client. It keeps nothing in memory: every call reads the state and writes it back. */
  SdkClient open(LocalAccount account);
}
