package io.biomerkin.maven;

/**
 * What the AWS SDK logs under {@code mvn -X}: the text that it signs has the session token in it,
 * and such logs are handed around. Maven's logger looks for levels among the system properties when
 * a class logs for the first time.
 */
final class SdkLogging {

  private static final String LEVEL = "org.slf4j.simpleLogger.log.software.amazon.awssdk.";

  private SdkLogging() {}

  /** Leaves out what is signed; who has set a level for it has the word. */
  static void withoutSecrets() {
    for (String signers : new String[] {"http.auth", "auth.signer"}) {
      if (System.getProperty(LEVEL + signers) == null) {
        System.setProperty(LEVEL + signers, "info");
      }
    }
  }
}
