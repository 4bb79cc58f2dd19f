package io.biomerkin.cloud.local.secretsmanager;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** Random passwords under the rules of a request. */
final class Passwords {

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private Passwords() {}

  static String letters(int length) {
    return random(LOWER + UPPER, length, new SecureRandom());
  }

  static String random(GetRandomPasswordRequest request) {
    int length = Optional.ofNullable(request.passwordLength()).map(Long::intValue).orElse(32);
    List<String> kinds = kinds(request);
    if (kinds.isEmpty() || length < kinds.size() || length > 4096) {
      throw SecretErrors.invalid("The password length or its character types are not valid.");
    }
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    if (!Boolean.FALSE.equals(request.requireEachIncludedType())) {
      kinds.forEach(kind -> password.append(random(kind, 1, random)));
    }
    password.append(random(String.join("", kinds), length - password.length(), random));
    return shuffled(password.toString(), random);
  }

  private static List<String> kinds(GetRandomPasswordRequest request) {
    String excluded = Optional.ofNullable(request.excludeCharacters()).orElse("");
    List<String> kinds = new ArrayList<>();
    add(kinds, LOWER, request.excludeLowercase(), excluded);
    add(kinds, UPPER, request.excludeUppercase(), excluded);
    add(kinds, DIGITS, request.excludeNumbers(), excluded);
    add(kinds, MARKS, request.excludePunctuation(), excluded);
    add(kinds, " ", !Boolean.TRUE.equals(request.includeSpace()), excluded);
    return kinds;
  }

  private static void add(
      List<String> kinds,
      String kind,
      @org.jspecify.annotations.Nullable Boolean without,
      String excluded) {
    StringBuilder allowed = new StringBuilder(kind);
    for (int i = allowed.length() - 1; i >= 0; i--) {
      if (excluded.indexOf(allowed.charAt(i)) >= 0) {
        allowed.deleteCharAt(i);
      }
    }
    if (!Boolean.TRUE.equals(without) && !allowed.isEmpty()) {
      kinds.add(allowed.toString());
    }
  }

  private static String random(String from, int length, SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  private static String shuffled(String text, SecureRandom random) {
    List<String> letters = new ArrayList<>(List.of(text.split("")));
    Collections.shuffle(letters, random);
    return String.join("", letters);
  }
}
