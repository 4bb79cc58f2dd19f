package io.biomerkin.dsl.words;

import java.util.Map;

/**
 * What a condition can ask of a release, for editors to complete: a condition is read, never run,
 * so that there is no object of this type.
 */
public interface ReleaseRecord {

  /** Its id, the time it was made: {@code '20261006-143022'}. */
  String getId();

  /** The application. */
  String getApplication();

  /** The environment it runs in, from which it is to be promoted. */
  String getEnvironment();

  /** The full id of the commit it was made from. */
  String getCommit();

  /** Who deployed it: {@code 'Name <address>'}. */
  String getBy();

  /** When it was deployed, UTC: {@code '2026-10-06T14:30:22Z'}. */
  String getAt();

  /** {@code 'sha256:…'} of the template that was applied. */
  String getTemplate();

  /** {@code 'sha256:…'} of what its blueprint says the system is. */
  String getTopology();

  /** {@code 'sha256:…'} of each agent's code, by the agent's name. */
  Map<String, String> getCode();

  /** What its verification said. */
  Verification getVerification();

  /** How each check ended, by the check's name: {@code 'passed'}, {@code 'skipped'}. */
  Map<String, String> getChecks();

  /** The id of the release that it restores, when it is a rollback. */
  String getRestores();

  /** The release that it was promoted from, when it was. */
  Origin getPromotedFrom();

  /** Who started the pipeline that deployed it, when one says so. */
  String getTriggeredBy();

  /** Why promotion or freeze were overridden, when they were. */
  String getEmergency();

  /** What a verification said. */
  interface Verification {
    /** The number of checks that passed. */
    int getPassed();

    /** The number of all checks; 0 when the verification was skipped. */
    int getTotal();
  }

  /** A release of another environment. */
  interface Origin {
    /** The environment. */
    String getEnvironment();

    /** Its id there. */
    String getRelease();
  }
}
