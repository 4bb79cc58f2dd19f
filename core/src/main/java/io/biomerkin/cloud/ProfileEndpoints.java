package io.biomerkin.cloud;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Where a profile of the AWS configuration files has its services (AWS SDKs and Tools Reference
 * Guide: "Service-specific endpoints"). The SDK looks there too, but does not tell, and speaks to
 * the S3 of another server as it does to AWS's.
 */
final class ProfileEndpoints {

  private static final String SERVICES = "services";
  private static final String IGNORE = "ignore_configured_endpoint_urls";

  private final Optional<Profile> profile;
  private final Optional<Profile> services;

  private ProfileEndpoints(Optional<Profile> profile, Optional<Profile> services) {
    this.profile = profile;
    this.services = services;
  }

  /**
   * Those of that profile, or else of the one that the process runs with; none where the files
   * cannot be read, which the SDK tells when it looks for credentials.
   */
  static ProfileEndpoints of(Optional<String> name) {
    try {
      ProfileFile file = ProfileFile.defaultProfileFile();
      String used = name.orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
      Optional<Profile> profile = file.profile(used);
      return new ProfileEndpoints(
          profile,
          profile
              .flatMap(p -> p.property(SERVICES))
              .flatMap(section -> file.getSection(SERVICES, section)));
    } catch (RuntimeException e) {
      return none();
    }
  }

  /** Those of no profile. */
  static ProfileEndpoints none() {
    return new ProfileEndpoints(Optional.empty(), Optional.empty());
  }

  /** The line that says that what is told here does not count. */
  Optional<String> ignoring() {
    return profile
        .flatMap(p -> p.property(IGNORE))
        .filter(value -> value.equalsIgnoreCase("true"))
        .map(value -> IGNORE + " = " + value);
  }

  /** Where all of them are, as the file has it. */
  Optional<String> all() {
    return profile.flatMap(p -> p.property(ProfileProperty.ENDPOINT_URL));
  }

  /**
   * Where one is, or else all of them.
   *
   * @param service as the SDKs' variables have it, e.g. {@code CLOUDWATCH_LOGS}
   */
  Optional<String> of(String service) {
    String property = service.toLowerCase(Locale.ROOT) + "." + ProfileProperty.ENDPOINT_URL;
    return services.flatMap(section -> section.property(property)).or(this::all);
  }
}
