package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS calls that functions make through {@code boto3}. */
class BotoTest {

  @TempDir Path folder;
  private LocalFunctions functions;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void objects_are_written_read_listed_and_missed() {
    functions.cloud.client(S3Client.class).createBucket(r -> r.bucket("data"));
    functions.allow("s3:*", "*");

    String answer =
        functions.answer(
            """
            import boto3
            s3 = boto3.client("s3", region_name="us-east-1")
            def handler(event, context):
                s3.put_object(Bucket="data", Key="a/b.txt", Body="gr\\u00fc\\u00dfe".encode("utf-8"),
                              Metadata={"of": "test"})
                s3.put_object(Bucket="data", Key="a/c.bin", Body=bytes(range(256)))
                text = s3.get_object(Bucket="data", Key="a/b.txt")["Body"].read().decode("utf-8")
                head = s3.head_object(Bucket="data", Key="a/c.bin")
                listed = [o["Key"] for o in s3.list_objects_v2(Bucket="data", Prefix="a/")["Contents"]]
                s3.delete_object(Bucket="data", Key="a/b.txt")
                try:
                    s3.get_object(Bucket="data", Key="a/b.txt")
                except s3.exceptions.NoSuchKey as e:
                    missing = e.response["Error"]["Code"]
                return [text, head["ContentLength"], listed, missing, head["LastModified"].year > 2000]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo("[\"gr\\u00fc\\u00dfe\", 256, [\"a/b.txt\", \"a/c.bin\"], \"NoSuchKey\", true]");
  }

  @Test
  void functions_invoke_one_another_and_hear_of_errors() {
    functions.allow("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:111111111111:function:g*");
    functions.create(
        "g",
        "def handler(event, context):\n    return {'twice': event['n'] * 2, 'arn': context.invoked_function_arn}\n");
    functions.lambda.publishVersion(r -> r.functionName("g"));
    functions.lambda.createAlias(r -> r.functionName("g").name("live").functionVersion("1"));

    String answer =
        functions.answer(
            """
            import boto3, json
            from concurrent.futures import ThreadPoolExecutor
            def call(n):
                r = boto3.client("lambda").invoke(FunctionName="g:live", Payload=json.dumps({"n": n}))
                return r.get("FunctionError"), json.loads(r["Payload"].read()), r["ExecutedVersion"]
            def handler(event, context):
                with ThreadPoolExecutor(3) as pool:
                    results = list(pool.map(call, [1, 2, "x", None]))
                return [[e, r.get("twice"), r.get("errorType"), v] for e, r, v in results]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo(
            "[[null, 2, null, \"1\"], [null, 4, null, \"1\"], [null, \"xx\", null, \"1\"],"
                + " [\"Unhandled\", null, \"TypeError\", \"1\"]]");
  }

  @Test
  void what_the_role_does_not_allow_is_denied_in_the_words_of_aws() {
    functions.cloud.client(S3Client.class).createBucket(r -> r.bucket("data"));
    functions.allow("s3:GetObject", "arn:aws:s3:::data/*");
    functions
        .cloud
        .client(S3Client.class)
        .putObject(r -> r.bucket("data").key("k"), RequestBody.fromString("v"));

    String answer =
        functions.answer(
            """
            import boto3
            from botocore.exceptions import ClientError
            def handler(event, context):
                found = boto3.client("s3").get_object(Bucket="data", Key="k")["Body"].read().decode()
                try:
                    boto3.client("s3").put_object(Bucket="data", Key="k", Body=b"x")
                except ClientError as e:
                    return [found, str(e), e.response["ResponseMetadata"]["HTTPStatusCode"]]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo(
            "[\"v\", \"An error occurred (AccessDenied) when calling the PutObject operation: User:"
                + " arn:aws:sts::111111111111:assumed-role/runner/f is not authorized to perform:"
                + " s3:PutObject on resource: arn:aws:s3:::data/k because no identity-based policy"
                + " allows the s3:PutObject action\", 403]");
  }

  @Test
  void parameters_that_do_not_fit_are_told_as_boto3_tells_them() {
    functions.allow("*", "*");

    String answer =
        functions.answer(
            """
            import boto3
            from botocore.exceptions import ParamValidationError
            def told(service, operation, **params):
                try:
                    getattr(boto3.client(service), operation)(**params)
                except ParamValidationError as e:
                    return str(e).split("\\n")[1].split(", must")[0]
            def handler(event, context):
                return [told("dynamodb", "get_item", TableName="t", Key={"id": {"N": 5}}),
                        told("s3", "head_object", Bucket="b"),
                        told("dynamodb", "get_item", TableName="t", Key={}, Nonsense=1)]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo(
            "[\"Invalid type for parameter Key.id.N, value: 5, type: <class 'int'>, valid types:"
                + " <class 'str'>\", \"Missing required parameter in input: \\\"Key\\\"\","
                + " \"Unknown parameter in input: \\\"Nonsense\\\"\"]");
  }

  @Test
  void queues_and_parameters_answer() {
    String queue =
        functions.cloud.client(SqsClient.class).createQueue(r -> r.queueName("jobs")).queueUrl();
    functions
        .cloud
        .client(SsmClient.class)
        .putParameter(r -> r.name("/app/config").value("{}").type("String"));
    functions.allow("sqs:*", "arn:aws:sqs:us-east-1:111111111111:jobs");
    functions.allow("ssm:GetParameter", "arn:aws:ssm:us-east-1:111111111111:parameter/app/*");

    String answer =
        functions.answer(
            """
            import boto3
            def handler(event, context):
                sqs = boto3.client("sqs")
                sqs.send_message(QueueUrl=event["queue"], MessageBody="do it")
                got = sqs.receive_message(QueueUrl=event["queue"])["Messages"][0]["Body"]
                value = boto3.client("ssm").get_parameter(Name="/app/config")["Parameter"]["Value"]
                return [got, value]
            """,
            "{\"queue\": \"" + queue + "\"}");

    assertThat(answer).isEqualTo("[\"do it\", \"{}\"]");
  }

  @Test
  void tables_take_and_give_plain_values() {
    functions
        .cloud
        .client(DynamoDbClient.class)
        .createTable(
            r ->
                r.tableName("things")
                    .billingMode("PAY_PER_REQUEST")
                    .keySchema(
                        k -> k.attributeName("id").keyType("HASH"),
                        k -> k.attributeName("at").keyType("RANGE"))
                    .attributeDefinitions(
                        a -> a.attributeName("id").attributeType("S"),
                        a -> a.attributeName("at").attributeType("N")));
    functions.allow("dynamodb:*", "arn:aws:dynamodb:us-east-1:111111111111:table/things");

    String answer =
        functions.answer(
            """
            import boto3
            from decimal import Decimal
            from boto3.dynamodb.conditions import Attr, Key
            from botocore.exceptions import ClientError
            table = boto3.resource("dynamodb").Table("things")
            def handler(event, context):
                with table.batch_writer() as batch:
                    for at in range(30):
                        batch.put_item(Item={"id": "a", "at": at, "tags": ["x", {"y": Decimal("0.5")}]})
                found = table.query(KeyConditionExpression=Key("id").eq("a") & Key("at").gte(28),
                                    ScanIndexForward=False)["Items"]
                table.update_item(Key={"id": "a", "at": 1}, UpdateExpression="SET n = :n",
                                  ExpressionAttributeValues={":n": 7})
                low = boto3.client("dynamodb").get_item(TableName="things", Key={"id": {"S": "a"}, "at": {"N": "1"}})
                try:
                    table.put_item(Item={"id": "a", "at": 1}, ConditionExpression=Attr("id").not_exists())
                except ClientError as e:
                    refused = e.response["Error"]["Code"]
                pages = boto3.client("dynamodb").get_paginator("scan").paginate(
                    TableName="things", PaginationConfig={"PageSize": 20})
                return [[dict(sorted(i.items())) for i in found], low["Item"]["n"], refused, [len(p["Items"]) for p in pages],
                        "Item" in table.get_item(Key={"id": "b", "at": 0})]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo(
            "[[{\"at\": 29, \"id\": \"a\", \"tags\": [\"x\", {\"y\": 0.5}]},"
                + " {\"at\": 28, \"id\": \"a\", \"tags\": [\"x\", {\"y\": 0.5}]}],"
                + " {\"N\": \"7\"}, \"ConditionalCheckFailedException\", [20, 10], false]");
  }

  @Test
  void services_that_are_not_embedded_are_refused_by_name() {
    String answer =
        functions.answer(
            """
            import boto3
            def handler(event, context):
                try:
                    boto3.client("bedrock-runtime").invoke_model(modelId="m", body="{}")
                except NotImplementedError as e:
                    return str(e)
            """,
            "{}");

    assertThat(answer)
        .isEqualTo("\"the embedded cloud does not have bedrock-runtime.invoke_model\"");
  }

  @Test
  void the_packages_own_boto3_does_not_win() {
    functions.allow("sts:*", "*");
    functions.lambda.createFunction(
        LocalFunctions.function("f", "")
            .code(
                c ->
                    c.zipFile(
                        LocalFunctions.zip(
                            java.util.Map.of(
                                "boto3/__init__.py",
                                "raise RuntimeError('the real one')",
                                "app.py",
                                "import boto3\ndef handler(e, c):\n    return"
                                    + " boto3.client('sts').get_caller_identity()['Account']\n"))))
            .build());

    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("\"111111111111\"");
  }

  @Test
  void dynamodb_expressions_and_values_are_written_as_boto3_writes_them() {
    String answer =
        functions.answer(
            """
            from decimal import Decimal
            from boto3.dynamodb.conditions import Attr, Key
            from boto3.dynamodb.table import _written
            from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
            def handler(event, context):
                written = _written({
                    "KeyConditionExpression": Key("id").eq("a") & Key("at").between(1, 2),
                    "FilterExpression": ~Attr("x.y").exists() | Attr("n").is_in([Decimal("1.5")])})
                value = {"s": "t", "n": 3, "b": True, "l": [None, {"m": Decimal("0.1")}]}
                back = TypeDeserializer().deserialize(TypeSerializer().serialize(value))
                return [written["KeyConditionExpression"], written["FilterExpression"],
                        written["ExpressionAttributeNames"], written["ExpressionAttributeValues"],
                        back == value]
            """,
            "{}");

    assertThat(answer)
        .isEqualTo(
            "[\"(#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2)\","
                + " \"((NOT attribute_exists(#n2.#n3)) OR #n4 IN (:v3))\","
                + " {\"#n0\": \"id\", \"#n1\": \"at\", \"#n2\": \"x\", \"#n3\": \"y\", \"#n4\": \"n\"},"
                + " {\":v0\": {\"S\": \"a\"}, \":v1\": {\"N\": \"1\"}, \":v2\": {\"N\": \"2\"},"
                + " \":v3\": {\"N\": \"1.5\"}}, true]");
  }
}
