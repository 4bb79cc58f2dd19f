package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Calls resource types; what they throw becomes the reason why a resource failed. */
final class ResourceCalls {

  private static final Set<ProblemCode> STATE =
      Set.of(ProblemCode.STATE_WRITE, ProblemCode.STATE_CORRUPT, ProblemCode.STATE_NEWER);

  private final LocalAccount account;
  private final ResourceTypes types;
  private final DynamicReferences references;

  ResourceCalls(LocalAccount account, ResourceTypes types) {
    this.account = account;
    this.types = types;
    this.references = new DynamicReferences(account);
  }

  /** Creates what the member describes. */
  Outcome create(LiveStack stack, Member member, boolean resumed) {
    return outcome(() -> type(member).create(request(stack, member, resumed)));
  }

  /** The one that exists and may be taken over by the stack, which must not delete it later. */
  Optional<Resource> find(LiveStack stack, Member member) {
    return member.deletionPolicy().equals("Delete")
        ? Optional.empty()
        : type(member).find(request(stack, member, false));
  }

  /** What the member is now, and what it was asked to be; empty when it is gone. */
  Optional<Live> read(LiveStack stack, Member member) {
    ResourceRequest request = request(stack, member, false);
    return type(member)
        .read(request, resource(member))
        .map(properties -> new Live(request.properties(), properties));
  }

  /** What a resource was asked to be, and what it is. */
  record Live(ObjectNode asked, ObjectNode has) {}

  /** Takes over one that exists: only its settings and its tags become the template's. */
  Outcome adopt(LiveStack stack, Member member, boolean resumed) {
    return outcome(
        () -> {
          ResourceRequest request = request(stack, member, resumed);
          Resource found =
              type(member)
                  .find(request)
                  .orElseThrow(() -> Errors.validation("Resource to import does not exist"));
          return type(member).update(request, found, request.properties().deepCopy());
        });
  }

  /** Changes a resource from what it was to what the member describes. */
  Outcome update(LiveStack stack, Member member, ObjectNode before, boolean resumed) {
    return outcome(
        () -> type(member).update(request(stack, member, resumed), resource(member), before));
  }

  /** Deletes the member. */
  Outcome delete(LiveStack stack, Member member, boolean resumed) {
    return outcome(
        () -> {
          type(member).delete(bare(stack, member, member.properties(), resumed), resource(member));
          return resource(member);
        });
  }

  private ResourceType type(Member member) {
    return types.get(member.type());
  }

  private static Resource resource(Member member) {
    return new Resource(member.physicalId(), member.attributes());
  }

  private ResourceRequest request(LiveStack stack, Member member, boolean resumed) {
    return bare(stack, member, references.resolved(member.properties()), resumed);
  }

  private ResourceRequest bare(
      LiveStack stack, Member member, ObjectNode properties, boolean resumed) {
    return new ResourceRequest(
        account,
        stack.name(),
        stack.arn(),
        member.logicalId(),
        properties.deepCopy(),
        Map.copyOf(member.tags()),
        member.generation(),
        resumed);
  }

  private static Outcome outcome(Supplier<Resource> call) {
    try {
      return new Outcome.Done(call.get());
    } catch (NestedStacks.Failure e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()), e.arn());
    } catch (CloudFormationException e) {
      return new Outcome.Failed(reason(e));
    } catch (ProblemException e) {
      if (STATE.contains(e.first().code())) {
        // The cloud itself is broken, not the resource: whoever repairs it goes on from here.
        throw e;
      }
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    } catch (UnsupportedOperationException e) {
      return new Outcome.Failed("the embedded cloud does not have a call that this needs");
    } catch (RuntimeException e) {
      return new Outcome.Failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** CloudFormation's own text without the trimmings of a response. */
  static String reason(CloudFormationException e) {
    return e.awsErrorDetails() == null
        ? String.valueOf(e.getMessage())
        : e.awsErrorDetails().errorMessage();
  }
}
