package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.ledger.ReleaseMessage.Marker;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReleaseMessageProperties {

  @Property(tries = 500)
  void a_release_survives_its_message(
      @ForAll("releases") Release release, @ForAll Markers markers) {
    assertThat(ReleaseMessage.parse(marker(release, markers), markers).value()).contains(release);
  }

  @Property(tries = 300)
  void a_message_is_one_line_a_blank_one_and_trailers(@ForAll("releases") Release release) {
    String message = ReleaseMessage.format(release, Markers.TAGS);
    assertThat(message.lines().skip(1).findFirst()).contains("");
    assertThat(message.lines().skip(2)).allMatch(line -> line.matches("[A-Z][A-Za-z-]*: .*"));
    assertThat(message.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
  }

  @Property(tries = 300)
  void a_try_out_never_counts_as_the_real_thing(@ForAll("releases") Release release) {
    assertThat(ReleaseMessage.parse(marker(release, Markers.LOCAL), Markers.TAGS).value())
        .isEmpty();
    assertThat(ReleaseMessage.parse(marker(release, Markers.TAGS), Markers.LOCAL).value())
        .isEmpty();
  }

  @Property(tries = 300)
  void text_survives_its_escapes(@ForAll String text) {
    assertThat(Escapes.unescape(Escapes.escape(text))).isEqualTo(text);
    assertThat(Escapes.unescape(Escapes.escapeItem(text))).isEqualTo(text);
    assertThat(Escapes.escape(text).strip()).isEqualTo(Escapes.escape(text));
    assertThat(Escapes.escapeItem(text)).doesNotContainAnyWhitespaces();
  }

  @Property(tries = 300)
  void no_message_of_others_breaks_the_reader(@ForAll String message) {
    Marker marker = new Marker("a/b/20261006-143022", "0".repeat(40), "", Instant.EPOCH, message);
    assertThat(ReleaseMessage.parse(marker, Markers.TAGS).value()).isEmpty();
  }

  private static Marker marker(Release release, Markers markers) {
    return ReleaseMessage.marker(release, markers);
  }

  @Provide
  Arbitrary<Release> releases() {
    Arbitrary<String> name = Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1);
    Arbitrary<String> text = Arbitraries.strings();
    Arbitrary<String> digest = Arbitraries.strings().ofMinLength(1);
    Arbitrary<ReleaseId> id =
        Arbitraries.longs()
            .between(0, 4_000_000_000L)
            .map(s -> ReleaseId.at(Instant.ofEpochSecond(s)));
    Arbitrary<Verification> verification =
        Arbitraries.integers()
            .between(1, 99)
            .flatMap(
                total ->
                    Arbitraries.integers()
                        .between(0, total)
                        .map(passed -> new Verification(passed, total)))
            .injectDuplicates(0.1);
    Arbitrary<Optional<ReleaseId>> restores = id.optional();
    Arbitrary<Optional<String>> told = text.optional();
    Arbitrary<Optional<Release.Origin>> origin =
        Combinators.combine(name, id).as(Release.Origin::new).optional();
    Arbitrary<Reasons> reasons = Combinators.combine(origin, told, told).as(Reasons::new);
    return Combinators.combine(
            id,
            name,
            name,
            Arbitraries.maps(text, digest).ofMaxSize(4),
            Arbitraries.maps(text, text).ofMaxSize(4),
            Arbitraries.oneOf(verification, Arbitraries.just(Verification.SKIPPED)),
            restores,
            reasons)
        .as(
            (release, application, environment, code, checks, verified, earlier, why) ->
                new Release(
                    release,
                    application,
                    environment,
                    "0123456789".repeat(4),
                    "Ada Lovelace <ada@example.org>",
                    Instant.ofEpochSecond(1_791_297_300L),
                    "sha256:" + "c".repeat(64),
                    "sha256:" + "d".repeat(64),
                    code,
                    verified,
                    checks,
                    earlier,
                    why.origin(),
                    why.trigger(),
                    why.emergency()));
  }

  private record Reasons(
      Optional<Release.Origin> origin, Optional<String> trigger, Optional<String> emergency) {}
}
