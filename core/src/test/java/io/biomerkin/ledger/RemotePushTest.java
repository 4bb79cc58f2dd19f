package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.ledger.Remote.Push;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotePushTest {

  private static final String TAG = "biomerkin/prod/20261006-143022";

  @TempDir Path temporary;
  private Shared shared;
  private GitProgram one;
  private GitProgram two;

  @BeforeEach
  void two_clones_with_a_tag_each() throws IOException {
    shared = Shared.create(temporary);
    one = shared.clone("one");
    two = shared.clone("two");
    one.run("tag", "-a", "-m", "one", TAG);
    two.run("tag", "-a", "-m", "two", TAG);
  }

  private String there() {
    return shared.bare().run("for-each-ref", "--format=%(refname) %(objectname)", "refs/tags");
  }

  @Test
  void one_tag_is_pushed_and_nothing_else() {
    one.run("tag", "-a", "-m", "other", "biomerkin/prod/20261007-000000");
    one.run("config", "push.followTags", "true");
    one.run("config", "remote.origin.push", "refs/tags/*:refs/tags/other/*");
    assertThat(Shared.push(one, TAG)).isEqualTo(Push.PUSHED);
    assertThat(there())
        .isEqualTo("refs/tags/" + TAG + " " + one.run("rev-parse", "refs/tags/" + TAG));
  }

  @Test
  void the_same_tag_again_is_there_already() {
    Shared.push(one, TAG);
    assertThat(Shared.push(one, TAG)).isEqualTo(Push.ALREADY_THERE);
  }

  @Test
  void another_tag_of_the_name_stays() {
    Shared.push(one, TAG);
    String before = there();
    assertThat(Shared.push(two, TAG)).isEqualTo(Push.TAKEN);
    assertThat(there()).isEqualTo(before);
  }

  @Test
  void of_two_at_once_one_is_pushed_and_the_other_finds_it_taken() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 8; round++) {
        String tag = "biomerkin/prod/2026110" + round + "-000000";
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Push>> pushes =
            List.of(one, two).stream()
                .map(clone -> threads.submit(() -> tagAndPush(clone, tag, start)))
                .toList();
        assertThat(List.of(pushes.get(0).get(), pushes.get(1).get()))
            .containsExactlyInAnyOrder(Push.PUSHED, Push.TAKEN);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Push tagAndPush(GitProgram clone, String tag, CyclicBarrier start)
      throws Exception {
    clone.run("tag", "-a", "-m", clone.folder().toString(), tag);
    start.await();
    return Shared.push(clone, tag);
  }

  @Test
  void a_lock_that_goes_away_is_waited_for() throws IOException {
    shared.hook(
        "pre-receive",
        """
        lock=refs/tags/%s.lock
        mkdir -p $(dirname $lock)
        if [ -e tried ]; then rm -f $lock; else touch tried $lock; fi"""
            .formatted(TAG));
    assertThat(Shared.push(one, TAG)).isEqualTo(Push.PUSHED);
  }

  @Test
  void a_lock_that_stays_is_told_after_four_pushes() throws IOException {
    shared.hook(
        "pre-receive",
        "lock=refs/tags/%s.lock; mkdir -p $(dirname $lock); touch $lock; echo x >>tries"
            .formatted(TAG));
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessageStartingWith(
            TAG
                + ": the Git remote origin does not take the tag: failed to update ref: cannot lock"
                + " ref 'refs/tags/"
                + TAG
                + "': Unable to create '")
        .hasMessageEndingWith(
            "; once it may, type git push origin refs/tags/" + TAG + " [BMK-610]");
    assertThat(Files.readAllLines(shared.bare().folder().resolve("tries"))).hasSize(4);
  }

  @Test
  void a_hook_that_refuses_is_told_in_its_words() throws IOException {
    shared.hook(
        "pre-receive", "echo; echo 'Releases are tagged by the release team only.'; exit 1");
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessage(
            TAG
                + ": the Git remote origin does not take the tag: pre-receive hook declined:"
                + " Releases are tagged by the release team only.; once it may, type git push"
                + " origin refs/tags/"
                + TAG
                + " [BMK-610]");
    assertThat(there()).isEmpty();
  }

  @Test
  void a_hook_that_refuses_without_a_word_is_told() throws IOException {
    shared.hook("update", "exit 1");
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessageStartingWith(
            TAG + ": the Git remote origin does not take the tag: hook declined");
  }

  @Test
  void a_hook_of_ones_own_that_refuses_is_told_in_its_words() throws IOException {
    SigningProgram.script(
        one.folder().resolve(".git/hooks/pre-push"), "echo 'not on Friday'; exit 1");
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessage(
            TAG
                + ": the Git remote origin does not take the tag: not on Friday; once it may, type"
                + " git push origin refs/tags/"
                + TAG
                + " [BMK-610]");
  }

  @Test
  void an_unreachable_path_is_told() {
    one.run("remote", "set-url", "origin", "/nowhere/at.git");
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessage(
            "origin: the Git remote cannot be reached: '/nowhere/at.git' does not appear to be a"
                + " git repository; type git fetch origin to see more [BMK-607]");
  }

  @Test
  void a_tag_that_is_not_here_is_told() {
    assertThatThrownBy(() -> Shared.push(one, "biomerkin/prod/none"))
        .hasMessage(
            "biomerkin/prod/none: there is no such tag here to push to origin; git tag lists those"
                + " there are [BMK-606]");
    assertThatThrownBy(() -> Shared.push(one, "a:b"))
        .hasMessage(
            "a:b: Git takes no tag or branch of that name; name it with letters, digits and hyphens"
                + " [BMK-606]");
  }

  @Test
  void a_shallow_clone_pushes() {
    GitProgram shallow = shared.clone("shallow", "--depth", "1");
    shallow.run("tag", "-a", "-m", "shallow", "biomerkin/prod/20261007-000000");
    assertThat(Shared.push(shallow, "biomerkin/prod/20261007-000000")).isEqualTo(Push.PUSHED);
  }

  @Test
  void a_password_in_an_address_is_never_shown() {
    one.run("remote", "set-url", "origin", "https://ada:geheim@127.0.0.1:1/a.git");
    assertThatThrownBy(() -> Shared.push(one, TAG))
        .hasMessageStartingWith("origin: the Git remote cannot be reached: unable to access 'https")
        .hasMessageNotContainingAny("ada", "geheim");
  }
}
