package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Which cloud an environment runs on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Target.Local.class, name = "local"),
  @JsonSubTypes.Type(value = Target.Aws.class, name = "aws")
})
public sealed interface Target {

  /** The account, 12 digits. */
  String account();

  /** The region, e.g. {@code us-east-1}. */
  String region();

  /** The embedded cloud. */
  record Local() implements Target {
    @Override
    public String account() {
      return "000000000000";
    }

    @Override
    public String region() {
      return "us-east-1";
    }
  }

  /**
   * AWS, or a server that speaks like it.
   *
   * @param account the account, 12 digits
   * @param region the region
   * @param role the role to assume before anything else
   * @param endpoint the URL of an AWS-compatible server instead of AWS
   */
  record Aws(String account, String region, Optional<Role> role, Optional<String> endpoint)
      implements Target {}

  /**
   * A role to assume.
   *
   * @param name its name in the environment's account
   * @param mfa whether a code of an MFA device is asked for
   */
  record Role(String name, boolean mfa) {}
}
