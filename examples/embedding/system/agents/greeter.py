"""Greets, and notes when."""

import os
import time

import boto3


def handler(event, context):
    if event.get("healthCheck"):
        return {"status": "ok", "agent": "greeter"}
    boto3.client("dynamodb").put_item(
        TableName=os.environ["GREETINGS"],
        Item={"name": {"S": event["name"]}, "greeted": {"N": str(int(time.time()))}},
    )
    return {"greeting": f"Hello, {event['name']}"}
