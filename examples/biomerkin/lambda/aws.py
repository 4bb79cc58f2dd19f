"""The few things the agents ask of AWS; tests put fakes in the place of client()."""

import json
import os
import time

DAY = 24 * 60 * 60


def client(service):
    import boto3  # part of Lambda's runtime; not needed by what only computes

    return boto3.client(service)


def code_of(error):
    """AWS's code of an error, e.g. NoSuchKey; empty for errors of another kind."""
    return getattr(error, "response", {}).get("Error", {}).get("Code", "")


def read_object(bucket_variable, key):
    """The text of an object, or None when there is none."""
    try:
        answer = client("s3").get_object(Bucket=os.environ[bucket_variable], Key=key)
    except Exception as e:
        if code_of(e) in ("NoSuchKey", "404"):
            return None
        raise
    return answer["Body"].read().decode("utf-8")


def write_object(bucket_variable, key, value):
    client("s3").put_object(
        Bucket=os.environ[bucket_variable],
        Key=key,
        Body=json.dumps(value).encode("utf-8"),
        ContentType="application/json",
    )


def cached(key, compute):
    """What was computed for the key before, else computes it and keeps it for a week."""
    dynamodb, table = client("dynamodb"), os.environ["CACHE_TABLE"]
    item = dynamodb.get_item(TableName=table, Key={"cache_key": {"S": key}}).get("Item")
    now = int(time.time())
    if item and int(item["ttl"]["N"]) > now:  # DynamoDB removes expired items only some time later
        return json.loads(item["value"]["S"])
    value = compute()
    dynamodb.put_item(
        TableName=table,
        Item={
            "cache_key": {"S": key},
            "value": {"S": json.dumps(value)},
            "ttl": {"N": str(now + 7 * DAY)},
        },
    )
    return value
