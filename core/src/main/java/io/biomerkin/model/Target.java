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
   * @param profile the profile of the AWS configuration files whose credentials are taken; empty
   *     for those that the SDK finds (AWS: "Default credentials provider chain")
   * @param role the role to assume before anything else
   * @param endpoint the URL of an AWS-compatible server instead of AWS
   */
  record Aws(
      String account,
      String region,
      Optional<String> profile,
      Optional<Role> role,
      Optional<String> endpoint)
      implements Target {

    /** AWS itself, by the credentials that the SDK finds. */
    public static Aws of(String account, String region) {
      return new Aws(account, region, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same at another address. */
    public Aws at(String url) {
      return new Aws(account, region, profile, role, Optional.of(url));
    }
  }

  /**
   * A role to assume.
   *
   * @param name its name in the environment's account
   * @param externalId what its trust policy wants to be told, if anything
   * @param mfa whether a code of an MFA device is asked for
   */
  record Role(String name, Optional<String> externalId, boolean mfa) {}
}
